// The figures of the first page, each with its light and its moves.
import { Tooltip } from 'antd';
import type { Lang } from '../../api/wire';
import { inShort } from '../../charts/figures';
import { changeOf } from '../../measure/change';
import { Move } from '../../measure/Move';
import { usePaper } from './context';
import { amount, titleOf } from './say';
import type { Figure } from './wire';
import { useWords } from './words';

export function Headline() {
  const t = useWords();
  const { document, figure } = usePaper();
  const shown = document.headline.flatMap((id) => figure(id) ?? []);
  return (
    <section id="headline" className="paper-headline" aria-label={t('headline')}>
      {shown.map((one) => (
        <Tile key={one.id} figure={one} />
      ))}
      {shown.some((one) => one.light) ? <p className="muted small paper-lights">{t('lights')}</p> : null}
    </section>
  );
}

/** English has no 万; a tile has no room for every digit. */
function tileText(figure: Figure, lang: Lang): [string, string] {
  const words = amount(figure.value, figure.unit, lang);
  return lang === 'en' && figure.unit === 'yuan' ? [inShort(figure.value, figure.unit, lang), words[1]] : words;
}

/** A light is by last year, or by the month before where there is no last year; what did not move is not better. */
const level = ({ value, previous, last_year, unit, good }: Figure) =>
  (changeOf(value, last_year, unit, good) ?? changeOf(value, previous, unit, good))?.direction === 0;

function Tile({ figure }: { figure: Figure }) {
  const t = useWords();
  const { open } = usePaper();
  const [number, unit] = tileText(figure, t.lang);
  const title = t.of(titleOf(figure));
  const light = figure.light && t(`light_${level(figure) ? 'level' : figure.light}`);
  return (
    <div className="paper-tile">
      <div className="paper-tile-name">
        {light ? (
          <Tooltip title={light}>
            <i className={`light ${figure.light}`} role="img" aria-label={light} />
          </Tooltip>
        ) : null}
        {title}
      </div>
      <button
        type="button"
        className="figure num paper-number"
        aria-label={`${title} ${number} ${unit}`}
        title={t('evidence', { m: title })}
        onClick={() => open(figure)}
      >
        {number}
        <small>{unit}</small>
      </button>
      <div className="paper-moves">
        <Move label={t('previous')} now={figure.value} before={figure.previous} unit={figure.unit} good={figure.good} />
        <Move label={t('last_year')} now={figure.value} before={figure.last_year} unit={figure.unit} good={figure.good} />
      </div>
    </div>
  );
}
