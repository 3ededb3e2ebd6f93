// Done and target from day to day, and the band in which the period is expected to end.
import { Course, Lines } from '../../../charts/charts';
import { drawn } from '../../../charts/figures';
import { Card, Nothing } from '../Card';
import { say } from './say';
import type { Progress } from './wire';
import { useWords } from './words';

const HEIGHT = 320;

export function Curve({ data }: { data: Progress }) {
  const t = useWords();
  const { days, measure, outlook, standing } = data;
  const x = days.map((day) => day.day.slice(5));
  const ground = outlook ? [t(`ground_${outlook.ground}`), outlook.note ? t.of(outlook.note) : ''] : [data.no_outlook ? t.of(data.no_outlook) : ''];
  const shown = days.some((day) => day.done_sum !== null || day.done !== null || day.target_sum !== null);
  const label = t('curveSay', { a: say(standing.done, measure, t.lang), b: say(standing.due, measure, t.lang), c: say(outlook?.expected, measure, t.lang) });
  return (
    <Card className="w12" title={t(measure.adds_up ? 'curve' : 'curveLevel')} sub={ground.filter(Boolean).join(t.lang === 'zh' ? '；' : '; ')} asked={{ data, error: null, refetch: () => undefined }} height={HEIGHT}>
      {!shown ? (
        <Nothing text={t('noCurve')} height={HEIGHT} />
      ) : measure.adds_up ? (
        <Course
          label={label}
          unit={measure.unit}
          height={HEIGHT}
          x={x}
          target={days.map((day) => day.target_sum)}
          done={days.map((day) => day.done_sum)}
          expected={days.map((day) => day.expected_sum)}
          end={outlook && drawn(outlook.low) !== null ? { low: outlook.low, high: outlook.high } : null}
          names={{ target: t('target_sum'), done: t('done_sum'), expected: t('expected_sum'), band: t('band') }}
        />
      ) : (
        <Lines
          label={label}
          unit={measure.unit}
          height={HEIGHT}
          x={x}
          series={[
            { name: t('level'), values: days.map((day) => day.done) },
            ...(standing.target === null ? [] : [{ name: t('target'), values: days.map(() => standing.target), quiet: true }]),
          ]}
        />
      )}
    </Card>
  );
}
