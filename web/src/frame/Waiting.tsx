// Beside a menu entry: how many rows wait for this person's decision, asked again at every page.
import { Badge } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { may, useMe } from '../api/session';
import { summaryQ } from '../record/queries';
import { usePath } from './address';
import { specialOf } from './door';
import { useWords } from './words';

export function Waiting({ type }: { type: string }) {
  const t = useWords();
  const path = usePath();
  const { waiting } = specialOf(type);
  const on = may(useMe(), type, waiting?.act ?? '') && !!waiting;
  const asked = summaryQ(type, waiting?.where ?? {});
  // With the page in its key it is asked anew wherever one goes; until the answer comes the last number stands.
  const { data } = useQuery({ ...asked, queryKey: [...asked.queryKey, path], enabled: on } as typeof asked & { enabled: boolean });
  if (!on || !data?.total) return null;
  return <Badge className="menu-waiting" size="small" count={data.total} title={t('waitingFor', { n: data.total })} />;
}
