// An account with a role and without a site can sign in and sees nothing: told before it is saved.
import type { Both } from '../../api/wire';

const filled = (list: unknown) => Array.isArray(list) && list.length > 0;

export function blind({ roles, all_sites, sites }: Record<string, unknown>): Both | null {
  if (!filled(roles) || all_sites || filled(sites)) return null;
  return {
    zh: '没有勾选“全公司”，也没有选“可见门店”：这个账号登录后看不到任何门店的内容。',
    en: 'Neither the whole company nor a site is chosen: whoever signs in with this account sees nothing of any site.',
  };
}
