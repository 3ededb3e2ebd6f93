// Who was given no site sees nothing of any: said on every page, or its empty lists would look like an empty company.
import { EnvironmentOutlined } from '@ant-design/icons';
import { useMe } from '../api/session';
import type { Me } from '../api/wire';
import { usePath } from './address';
import { useWords } from './words';

export const siteless = (me: Me): boolean => !me.all_sites && !me.sites.length;

export function NoSites() {
  const t = useWords();
  const me = useMe();
  const path = usePath();
  // The first page says so itself.
  if (!siteless(me) || path === '/') return null;
  return (
    <div className="net" role="status">
      <EnvironmentOutlined aria-hidden /> {t('noSites')}
      {t.lang === 'zh' ? '，' : '. '}
      {t('noSitesText')}
    </div>
  );
}
