// What a reader should know before trusting the figures: missing months, parts without a target, and parts that do not make the whole.
import { Alert } from 'antd';
import { To } from '../../../frame/address';
import { isZero } from '../targets/amount';
import { monthsText, say, sayGap } from './say';
import type { Progress } from './wire';
import { useWords } from './words';

export function Notes({ data: { missing_months: missing, parts, plan, measure, untargeted } }: { data: Progress }) {
  const t = useWords();
  const grid = plan ? (
    <To path={`/r/target_plan/${plan.id}`}>{t('seeGrid')}</To>
  ) : null;
  const apart = parts && !isZero(parts.gap) ? parts : null;
  if (!missing.length && !apart && untargeted === null) return null;
  return (
    <div className="pg-notes">
      {missing.length ? <Alert type="warning" showIcon title={t('missing', { s: monthsText(missing, t.lang) })} action={grid} /> : null}
      {untargeted !== null ? <Alert type="info" showIcon title={t('untargeted', { v: say(untargeted, measure, t.lang) })} action={grid} /> : null}
      {apart ? (
        <Alert
          type="warning"
          showIcon
          title={t('partsGap', { a: say(apart.own, measure, t.lang), n: apart.rows, b: say(apart.parts, measure, t.lang), g: sayGap(apart.gap, measure, t.lang) })}
          action={grid}
        />
      ) : null}
    </div>
  );
}
