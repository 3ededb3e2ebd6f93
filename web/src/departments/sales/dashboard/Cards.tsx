// The cards below the tiles: curve, mix, ranking, who moved, and the few that make the most.
import { useChange, useSearchState } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Figure } from '../../../charts/figures';
import type { Where } from '../../../measure/ask';
import { writePeriod } from '../../../measure/period';
import type { Measure, Span, Way } from '../../../measure/wire';
import { Card } from '../Card';
import { useWords } from '../words';
import { Few } from './Few';
import { Mix } from './Mix';
import { Ranking } from './Ranking';
import { Risers } from './Risers';
import type { Shown } from './state';
import { Trend, type Curve } from './Trend';
import { useKnownDim } from './useKnownDim';

/** Opens the facts behind the sales of one row of a dimension. */
export type OpenRow = (row: { dim: string; key: string; name: string; value: Figure }) => void;
/** `waiting`: whether there is anything to show at all is not known yet, so no card says that it has nothing. */
type Props = { view: Shown; where: Where; like: Way; measures: Measure[]; curve: Curve; open: OpenRow; waiting: boolean };

const DIMS = ['site', 'shop', 'brand', 'category', 'item'];
const MIXES = ['channel', 'category', 'site'];
const RISERS_HEIGHT = 330;
const FEW_HEIGHT = 300;
const NOT_YET = { data: undefined, error: null, refetch: () => undefined };

/** What a place is best taken apart by, the best first: a mall by shops and brands, a store by categories. */
const MOVE = ['brand', 'category', 'shop', 'item'];
/** The few stand out among many only. */
const FEW = ['brand', 'shop', 'item', 'category'];
const ORDERS: Record<string, { rank: string[]; move: string[]; few: string[] }> = {
  mall: { rank: ['shop', 'brand', 'category', 'item'], move: MOVE, few: FEW },
  store: { rank: ['category', 'item', 'brand', 'shop'], move: ['category', 'brand', 'item', 'shop'], few: ['item', 'brand', 'category', 'shop'] },
  all: { rank: ['site'], move: MOVE, few: FEW },
};

/** What each card stands on: as chosen, or else the first that the sales of the place know. */
function useDims(span: Span, where: Where, like: Way) {
  const { site } = useSite();
  const search = useSearchState();
  const chosen = (key: string, of: string[]) => (of.includes(search[key] ?? '') ? search[key] : undefined);
  const dims = site ? DIMS.filter((d) => d !== 'site') : DIMS;
  const order = ORDERS[!site ? 'all' : site.kind === 'mall' ? 'mall' : 'store']!;
  const parts = dims.filter((d) => d !== 'site');
  const rank = useKnownDim(order.rank, span, where, like);
  const move = useKnownDim(order.move, span, where, like);
  const few = useKnownDim(order.few, span, where, like);
  return {
    dims,
    parts,
    rank: chosen('rank', dims) ?? rank,
    mix: chosen('mix', MIXES) ?? (site?.kind === 'mall' || site?.kind === 'store' ? 'category' : 'channel'),
    move: chosen('move', parts) ?? move,
    few: chosen('few', parts) ?? few,
  };
}

export function Cards({ view, where, like, measures, curve, open, waiting }: Props) {
  const t = useWords();
  const change = useChange();
  const { trend = 'sales' } = useSearchState();
  const { dims, parts, rank, mix, move, few } = useDims(view.span, where, like);
  const asked = { span: view.span, where, open };
  const period = writePeriod(view.span);
  return (
    <div className="fig-grid" aria-busy={waiting}>
      <Trend
        asked={curve}
        measures={measures}
        measure={measures.find((m) => m.name === trend) ?? measures[0]}
        choose={(name) => change({ trend: name })}
        shown={view}
      />
      <Mix {...asked} like={like} dim={mix} choose={(dim) => change({ mix: dim })} />
      {rank ? (
        <Ranking {...asked} like={like} dims={dims} dim={rank} choose={(dim) => change({ rank: dim })} period={period} />
      ) : (
        <Card className="w7" title={t('ranking')} asked={NOT_YET} height={RISERS_HEIGHT} />
      )}
      {move ? (
        <Risers {...asked} like={like} dims={parts} dim={move} choose={(dim) => change({ move: dim })} />
      ) : (
        <Card className="w5" title={t('risers')} asked={NOT_YET} height={RISERS_HEIGHT} />
      )}
      {few ? (
        <Few {...asked} dims={parts} dim={few} choose={(dim) => change({ few: dim })} period={period} />
      ) : (
        <Card className="w12" title={t('few')} asked={NOT_YET} height={FEW_HEIGHT} />
      )}
    </div>
  );
}
