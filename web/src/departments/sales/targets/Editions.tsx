// The editions of a plan, the newest first: what each asks in all, and how it differs from the one before.
import { Alert, Skeleton } from 'antd';
import { useQueries, useQuery } from '@tanstack/react-query';
import { sentence } from '../../../api/problem';
import { inFull } from '../../../charts/figures';
import { minus } from '../../../measure/decimal';
import { monthName } from '../../../measure/keys';
import { To } from '../../../frame/address';
import { moment } from '../../../record/format';
import { isZero, showGap } from './amount';
import { editionsQ, gridQ } from './queries';
import type { Grid, Plan } from './wire';
import { useWords } from './words';

type Total = Grid['total'];
const less = (now: string | null | undefined, before: string | null | undefined) => (now && before ? minus(now, before) : null);

export function Editions({ plan }: { plan: Plan }) {
  const t = useWords();
  const { data: plans, error } = useQuery(editionsQ(plan.measure, plan.year));
  const grids = useQueries({ queries: (plans ?? []).map((one) => gridQ(one.id, one.version)) });
  if (error) return <Alert type="warning" showIcon title={sentence(error, t.lang)} />;
  if (!plans) return <Skeleton active className="pad" />;
  const unit = grids.find((grid) => grid.data)?.data?.measure.unit ?? 'yuan';
  const totals = grids.map((grid) => grid.data?.total);
  return (
    <div className="tg-editions">
      {plans.length === 1 ? <p className="muted">{t('editionsNone')}</p> : null}
      <ul>
        {plans.map((one, i) => {
          const [total, before] = [totals[i], totals[i + 1]];
          const gap = less(total?.year, before?.year);
          return (
            <li key={one.id} aria-current={one.id === plan.id}>
              <div className="tg-edition">
                <To path={`/r/target_plan/${one.id}`} search={{ tab: 'editions' }}>
                  {t('edition', { n: one.edition })}
                </To>
                <span className="clip">{one.name}</span>
                <span className="muted">{t(one.state)}</span>
                {one.id === plan.id ? <span className="muted">{t('thisOne')}</span> : null}
                <span className="grow" />
                <span className="num">
                  <span className="muted">{t('totalYear')} </span>
                  <b>{total ? (total.year === null ? t('noTotal') : inFull(total.year, unit)) : '…'}</b>
                </span>
                <span className={`num tg-edition-gap${isZero(gap) ? ' muted' : ''}`}>
                  {gap === null ? '' : `${t('against')} ${showGap(gap, unit)}`}
                </span>
              </div>
              {one.decided_at ? (
                <div className="muted small">
                  {t('decidedBy')} {String(one._labels?.decided_by ?? '')} <span className="num">{moment(one.decided_at)}</span>
                </div>
              ) : null}
              {one.note ? <div className="small">{one.note}</div> : null}
              <Months now={total} before={before} unit={unit} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** The months that differ; nothing where none does. */
function Months({ now, before, unit }: { now: Total | undefined; before: Total | undefined; unit: Grid['measure']['unit'] }) {
  const t = useWords();
  const gaps = (now?.months ?? []).map((value, i) => ({ month: i + 1, gap: less(value, before?.months[i]) })).filter(({ gap }) => !isZero(gap));
  if (!gaps.length) return null;
  return (
    <div className="tg-months small num">
      {gaps.map(({ month, gap }) => (
        <span key={month}>
          <span className="muted">{monthName(month, t.lang)}</span> {showGap(gap, unit)}
        </span>
      ))}
    </div>
  );
}
