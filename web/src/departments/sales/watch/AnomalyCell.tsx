// How an anomaly shows its side and how rare it is: red is up, as everywhere, and days are called days.
import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import type { Row } from '../../../api/wire';
import type { Field } from '../../../record/compile';
import { thousands } from '../../../record/format';
import { useWords } from './words';

export default function AnomalyCell({ field, row }: { field: Field; row: Row }) {
  const t = useWords();
  if (field.key === 'once_in') return <span className="num nowrap">{t('onceIn', { n: thousands(String(row.once_in)) })}</span>;
  const high = row.side === 'above';
  return (
    <span className={`nowrap ${high ? 'rise' : 'fall'}`}>
      {high ? <ArrowUpOutlined aria-hidden /> : <ArrowDownOutlined aria-hidden />} {field.options?.find((o) => o.value === row.side)?.label}
    </span>
  );
}
