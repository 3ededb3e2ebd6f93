// The figures of the first page, each with its light and its moves.
import { Tooltip } from 'antd';
import type { Lang } from '../../api/wire';
import { inShort } from '../../charts/figures';
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
    </section>
  );
}

/** English has no 万; a tile has no room for every digit. */
function tileText(figure: Figure, lang: Lang): [string, string] {
  const words = amount(figure.value, figure.unit, lang);
  return lang === 'en' && figure.unit === 'yuan' ? [inShort(figure.value, figure.unit, lang), words[1]] : words;
}

function Tile({ figure }: { figure: Figure }) {
  const t = useWords();
  const { open } = usePaper();
  const [number, unit] = tileText(figure, t.lang);
  const title = t.of(titleOf(figure));
  return (
    <div className="paper-tile">
      <div className="paper-tile-name">
        {figure.light ? (
          <Tooltip title={t(`light_${figure.light}`)}>
            <i className={`light ${figure.light}`} role="img" aria-label={t(`light_${figure.light}`)} />
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
