// The cards below the tiles: curve, mix, ranking, who moved, and the few that make the most.
import { useChange, useSearchState } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Figure } from '../../../charts/figures';
import type { Where } from '../../../measure/ask';
import { writePeriod } from '../../../measure/period';
import type { Measure } from '../../../measure/wire';
import { Few } from './Few';
import { Mix } from './Mix';
import { Ranking } from './Ranking';
import { Risers } from './Risers';
import type { Shown } from './state';
import { Trend, type Curve } from './Trend';

/** Opens the facts behind the sales of one row of a dimension. */
export type OpenRow = (row: { dim: string; key: string; name: string; value: Figure }) => void;
type Props = { view: Shown; where: Where; measures: Measure[]; curve: Curve; open: OpenRow };

const DIMS = ['site', 'shop', 'brand', 'category', 'item'];
const MIXES = ['channel', 'category', 'site'];

/** What a place is best taken apart by: a mall by shops and brands, a store by categories, all of them by site. */
function useDims() {
  const { site } = useSite();
  const search = useSearchState();
  const chosen = (key: string, of: string[], otherwise: string) => (of.includes(search[key] ?? '') ? search[key]! : otherwise);
  const dims = site ? DIMS.filter((d) => d !== 'site') : DIMS;
  const mall = site?.kind === 'mall';
  const store = site?.kind === 'store';
  const goods = mall || !site ? 'brand' : 'category';
  const parts = dims.filter((d) => d !== 'site');
  return {
    dims,
    parts,
    rank: chosen('rank', dims, mall ? 'shop' : site ? 'category' : 'site'),
    mix: chosen('mix', MIXES, mall || store ? 'category' : 'channel'),
    move: chosen('move', parts, goods),
    few: chosen('few', parts, goods),
  };
}

export function Cards({ view, where, measures, curve, open }: Props) {
  const change = useChange();
  const { trend = 'sales' } = useSearchState();
  const { dims, parts, rank, mix, move, few } = useDims();
  const asked = { span: view.span, where, open };
  const period = writePeriod(view.span);
  return (
    <div className="fig-grid">
      <Trend
        asked={curve}
        measures={measures}
        measure={measures.find((m) => m.name === trend) ?? measures[0]}
        choose={(name) => change({ trend: name })}
        shown={view}
      />
      <Mix {...asked} dim={mix} choose={(dim) => change({ mix: dim })} />
      <Ranking {...asked} dims={dims} dim={rank} choose={(dim) => change({ rank: dim })} period={period} />
      <Risers {...asked} dims={parts} dim={move} choose={(dim) => change({ move: dim })} />
      <Few {...asked} dims={parts} dim={few} choose={(dim) => change({ few: dim })} period={period} />
    </div>
  );
}
