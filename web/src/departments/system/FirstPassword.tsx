// Below an account that cannot sign in yet: how its owner gets a password.
import { Alert } from 'antd';
import type { Row } from '../../api/wire';
import { may, useMe } from '../../api/session';
import { useWords } from './words';

export function FirstPassword({ row }: { row: Row }) {
  const t = useWords();
  const me = useMe();
  if (!row.must_change_password || row.ended_at || !may(me, 'user', 'reset_password')) return null;
  return <Alert type="info" showIcon title={t('firstPassword')} description={t('firstPasswordText')} />;
}
