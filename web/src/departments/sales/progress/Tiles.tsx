// The figures of progress as tiles; those that are counted from facts open them.
import type { MouseEvent, ReactNode } from 'react';
import { inFull, shortParts, type Figure, type Unit } from '../../../charts/figures';
import { To } from '../../../frame/address';
import { shareText } from './Bar';
import { gapParts, inkOf, rangeText } from './say';
import type { Open } from './Progress';
import type { Measure, Outlook, Progress } from './wire';
import { useWords, type Words } from './words';

/** What is due and what is expected stands in the table of days. */
const DAYS = '#pg-days';
type Tile = { key: string; title: string; value: Figure; unit: Unit; note?: ReactNode; ink?: string; opens?: boolean; to?: string; shown?: [string, string] };

export function Tiles({ data, open }: { data: Progress; open: Open }) {
  const t = useWords();
  return (
    <div className="kpis pg-tiles">
      {tilesOf(data, t).map((tile) => (
        <One key={tile.key} tile={tile} open={tile.opens ? () => open() : null} />
      ))}
    </div>
  );
}

function One({ tile: { title, value, unit, note, ink, shown, to }, open }: { tile: Tile; open: (() => void) | null }) {
  const { lang } = useWords();
  const [number, step] = shown ?? shortParts(value, unit, lang, true);
  const full = shown && value === null ? number : inFull(value, unit);
  const body = (
    <>
      {number}
      <small>{step}</small>
    </>
  );
  return (
    <div className="panel kpi">
      <div className="kpi-title">{title}</div>
      {open ? (
        <button type="button" className={`kpi-value num ${ink ?? ''}`} title={full} aria-label={`${title} ${full}`} onClick={open}>
          {body}
        </button>
      ) : to?.startsWith('#') ? (
        <a className="kpi-value num" href={to} title={full} aria-label={`${title} ${full}`} onClick={(e) => bringTo(e, to)}>
          {body}
        </a>
      ) : to ? (
        <To className="kpi-value num" path={to} title={full} aria-label={`${title} ${full}`}>
          {body}
        </To>
      ) : (
        <div className={`kpi-value flat num ${ink ?? ''}`} title={full}>
          {body}
        </div>
      )}
      {note ? <div className="kpi-note">{note}</div> : null}
    </div>
  );
}

/** The address belongs to the question; a place of the page is only scrolled to. */
function bringTo(e: MouseEvent, place: string) {
  e.preventDefault();
  document.querySelector(place)?.scrollIntoView({ block: 'start', behavior: 'smooth' });
}

/** Without a target, what is done and expected is still told. */
function tilesOf(data: Progress, t: Words): Tile[] {
  const { standing, measure, outlook, plan } = data;
  const { unit } = measure;
  const money = (key: string, title: string, value: Figure, more: Partial<Tile> = {}): Tile => ({ key, title, value, unit, ...more });
  const ratio = (key: string, title: string, value: Figure, more: Partial<Tile> = {}): Tile => ({ key, title, value, unit: 'percent', ...more });
  const aimed = standing.target !== null;
  const due = standing.due !== null;
  return [
    ...(aimed ? [money('target', t('target'), standing.target, plan ? { to: `/r/target_plan/${plan.id}` } : {})] : []),
    money('done', t(measure.adds_up ? 'done' : 'level'), standing.done, { opens: standing.done !== null, note: aimed ? t('shareIs', { v: shareText(standing.share) }) : undefined }),
    ...(due ? [money('due', t('due'), standing.due, { to: DAYS, note: t('timeIs', { v: shareText(standing.time) }) })] : []),
    ...(aimed
      ? [money('gap', t('gap'), standing.gap, { shown: gapParts(standing.gap, measure, t.lang), ink: inkOf(standing.light), opens: standing.gap !== null })]
      : []),
    ...(due ? [ratio('pace', t('pace'), standing.pace, { ink: inkOf(standing.light), opens: standing.pace !== null })] : []),
    ...(due ? [money('needed', t('needed'), standing.needed_per_day, { note: neededNote(data, t) })] : []),
    ...(outlook ? [money('expected', t('expected'), outlook.expected, { to: DAYS, note: rangeNote(outlook, measure, t) })] : []),
    ...(outlook?.reach
      ? [{ key: 'reach', title: t('reach'), value: null, unit, shown: [t(outlook.reach), ''] as [string, string], note: t('expectedShare', { v: shareText(outlook.share) }) }]
      : []),
  ];
}

function rangeNote(outlook: Outlook, measure: Measure, t: Words): ReactNode {
  const range = rangeText(outlook, measure, t.lang);
  return range ? <span title={t('intervalHint')}>{range}</span> : undefined;
}

function neededNote({ standing }: Progress, t: Words): string {
  if (standing.left !== null && Number(standing.left) === 0) return t('reached');
  if (!standing.days_left) return t('over');
  if (standing.needed_pace === null) return t('daysLeft', { n: standing.days_left });
  return t('neededHint', { n: standing.days_left, v: shareText(standing.needed_pace) });
}
