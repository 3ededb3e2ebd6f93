// The weeks around an anomaly, with its days marked and what was forecast for them.
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../api/session';
import type { Row } from '../../../api/wire';
import { Lines } from '../../../charts/charts';
import { answerQ, catalogueQ } from '../../../measure/queries';
import { anomalyOf, around, daysOf, forecastOf } from './anomaly';
import { useWords } from './words';

const HEIGHT = 220;

export default function AnomalySection({ row }: { row: Row }) {
  const t = useWords();
  const me = useMe();
  const { measure, where, days } = anomalyOf(row);
  const { data: catalogue } = useQuery(catalogueQ);
  const { data } = useQuery(answerQ({ measures: [measure], ...around(days, me.data_until ?? me.today), where, by: ['day'] }));
  const known = catalogue?.measures.find((m) => m.name === measure);
  if (!known || !data) return <div style={{ height: HEIGHT }} aria-busy="true" />;
  const sold = new Map(data.rows.map((r) => [r.keys.day ?? '', r.values[measure] ?? null]));
  const drawn = daysOf(around(days, me.data_until ?? me.today));
  const forecast = forecastOf(row);
  const single = days.from === days.to;
  const level = (value: number) => drawn.map((day) => (unusual(day) ? value : null));
  const unusual = (day: string) => days.from <= day && day <= days.to;
  return (
    <section aria-label={t('around')}>
      <h3 className="sec">{t('around')}</h3>
      <Lines
        label={t('aroundOf', { m: t.of(known) })}
        unit={known.unit}
        height={HEIGHT}
        x={drawn.map((day) => day.slice(5))}
        series={[
          { name: t.of(known), values: drawn.map((day) => sold.get(day) ?? null) },
          // Nothing sold on an unusual day is drawn as what it is.
          { name: t('unusual'), values: drawn.map((day) => (unusual(day) ? (sold.get(day) ?? '0') : null)) },
          { name: t(single ? 'forecast' : 'forecastMean'), values: level(forecast.expected), marks: true },
          // Both ends are one thing in the legend.
          { name: t(single ? 'interval' : 'intervalMean'), values: level(forecast.low), marks: true, quiet: true },
          { name: t(single ? 'interval' : 'intervalMean'), values: level(forecast.high), marks: true, quiet: true },
        ]}
      />
    </section>
  );
}
