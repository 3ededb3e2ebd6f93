// From an anomaly to the page that explains it against its forecast.
import type { Row } from '../../../api/wire';
import { WhyLink } from '../../../measure/WhyLink';
import { anomalyOf } from './anomaly';
import { useWords } from './words';

export default function AnomalyWhy({ row }: { row: Row }) {
  const t = useWords();
  const { measure, where, days } = anomalyOf(row);
  return <WhyLink ask={{ measure, where, ...days, against: 'forecast' }} of={t.of(row.name as { zh: string; en: string })} words={t('why')} />;
}
