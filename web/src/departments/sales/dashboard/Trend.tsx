// The curve of one figure over the period, beside that of last year.
import { Select } from 'antd';
import { Lines } from '../../../charts/charts';
import { axisNames } from '../../../measure/keys';
import type { Answer, Measure } from '../../../measure/wire';
import { Card, Nothing } from '../Card';
import { useWords } from '../words';
import type { Shown } from './state';

export type Curve = { data: Answer | undefined; error: unknown; isPlaceholderData: boolean; refetch: () => unknown };
type Props = {
  asked: Curve;
  measures: Measure[];
  measure: Measure | undefined;
  choose: (name: string) => void;
  shown: Shown;
};

export function Trend({ asked, measures, measure, choose, shown }: Props) {
  const t = useWords();
  const rows = asked.data?.rows ?? [];
  const name = measure?.name ?? 'sales';
  const before = rows.map((row) => row.last_year?.[name] ?? null);
  const known = rows.some((row) => (row.values[name] ?? null) !== null);
  return (
    <Card
      className="w7"
      title={t('trend')}
      sub={t(shown.kind === 'day' ? 'trendDays' : shown.kind === 'month' ? 'trendMonth' : 'trendYear')}
      asked={asked}
      extra={
        <Select
          size="small"
          variant="filled"
          aria-label={t('measure')}
          popupMatchSelectWidth={false}
          value={name}
          onChange={choose}
          options={measures.map((m) => ({ value: m.name, label: t.of(m) }))}
        />
      }
    >
      {known && measure ? (
        <Lines
          label={`${t('trend')} ${t.of(measure)}`}
          unit={measure.unit}
          x={axisNames(rows, shown.by, t.lang)}
          series={[
            { name: t('now'), values: rows.map((row) => row.values[name]) },
            ...(before.some((v) => v !== null) ? [{ name: t('lastYear'), values: before, quiet: true }] : []),
          ]}
        />
      ) : (
        <Nothing text={t('noTrend')} height={272} />
      )}
    </Card>
  );
}
