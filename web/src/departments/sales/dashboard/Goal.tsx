// The small bar below a figure that has a target in force: how much is done beside how much of the time is gone.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { may, useMe } from '../../../api/session';
import { To } from '../../../frame/address';
import type { Where } from '../../../measure/ask';
import { Bar, shareText } from '../progress/Bar';
import { Light } from '../progress/Light';
import { plansQ, progressQ } from '../progress/queries';
import type { Progress } from '../progress/wire';
import { useWords } from '../progress/words';
import type { Shown } from './state';
import { TILES } from './Tiles';

/** Asked for the measures that a plan is in force for, which most years is one, and not for each tile. */
export function useGoals({ span }: Shown, where: Where): Map<string, Progress> {
  const me = useMe();
  const year = Number(span.from.slice(0, 4));
  const plans = useQuery({ ...plansQ(year, ['in_force']), enabled: may(me, 'target_plan', 'read'), placeholderData: keepPreviousData });
  const measures = [...new Set(plans.data?.map((plan) => plan.measure))].filter((name) => TILES.includes(name));
  const found = useQueries({ queries: measures.map((measure) => progressQ({ measure, ...span, where })) });
  return new Map(measures.flatMap((name, i) => (found[i]?.data ? [[name, found[i].data]] : [])));
}

/** `at` is the period that the link opens. */
export function Goal({ progress, at }: { progress: Progress | undefined; at: string }) {
  const t = useWords();
  if (!progress || progress.standing.target === null) return null;
  const { standing, measure } = progress;
  return (
    <To path="/sales/progress" search={{ measure: measure.name, at }} className="pg-tile" aria-label={`${t('progress')}: ${t.of(measure)}`}>
      <span className="pg-tile-said num">
        <span>
          {t('target')} {shareText(standing.share)}
        </span>
        <Light light={standing.light} />
      </span>
      <Bar share={standing.share} time={standing.time} light={standing.light} />
    </To>
  );
}
