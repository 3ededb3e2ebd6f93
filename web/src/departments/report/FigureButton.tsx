// A figure of the report: a click opens the facts behind it.
import { changeOf } from '../../measure/change';
import { usePaper } from './context';
import { said, titleOf } from './say';
import type { Figure, Show } from './wire';
import { useWords } from './words';

const INK = { good: 'rise', bad: 'fall', none: '' } as const;

/** Changes have the colour of good or bad news. */
function inkOf(figure: Figure, show: Show): string {
  if (show === 'value' || show === 'share') return '';
  // A part that is gone has no change in percent, but it has lost all it had.
  const moved = show === 'by_previous' || show === 'by_last_year';
  const before = figure[show === 'previous' || show === 'by_previous' ? 'previous' : 'last_year'];
  const [now, then] = moved ? [figure.value ?? '0', before ?? '0'] : [figure.value, before];
  return INK[changeOf(now, then, figure.unit, figure.good)?.news ?? 'none'];
}

export function FigureButton({ id, show }: { id: string; show: Show }) {
  const t = useWords();
  const { figure: find, open } = usePaper();
  const figure = find(id);
  if (!figure) return <span className="token lost">{id}</span>;
  return (
    <button
      type="button"
      className={`figure num ${inkOf(figure, show)}`}
      title={t('evidence', { m: t.of(titleOf(figure)) })}
      onClick={() => open(figure)}
    >
      {said(figure, show, t.lang)}
    </button>
  );
}
