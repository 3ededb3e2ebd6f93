// Figures in words, as the printed report has them.
import type { Both, Lang } from '../../api/wire';
import type { Unit } from '../../charts/figures';
import { minus as difference, percentChange, pointChange, rounded } from '../../measure/decimal';
import { TIMES_MAX } from '../../measure/change';
import { thousands } from '../../record/format';
import type { Figure, Show } from './wire';

type Value = string | number | null | undefined;
const minus = (text: string) => thousands(text).replace('-', '−');

/** The number and the unit behind it: ["6,842.1", "万元"]. */
export function amount(value: Value, unit: Unit, lang: Lang): [string, string] {
  if (value === null || value === undefined) return ['—', ''];
  const zh = lang === 'zh';
  const size = Math.abs(Number(value));
  switch (unit) {
    case 'percent':
      return [minus(rounded(value, 1, 2)), '%'];
    case 'per_ticket':
      return [minus(rounded(value, 2)), zh ? '件/单' : 'per ticket'];
    case 'yuan_per_m2':
      return [minus(rounded(value, 2)), zh ? '元/㎡' : 'yuan/m²'];
    case 'yuan':
      if (zh && size >= 1e8) return [minus(rounded(value, 2, -8)), '亿元'];
      if (zh && size >= 1e4) return [minus(rounded(value, 1, -4)), '万元'];
      return [minus(rounded(value, 2)), zh ? '元' : 'yuan'];
    default:
      if (zh && size >= 1e5) return [minus(rounded(value, 1, -4)), '万'];
      return [minus(rounded(value, unit === 'quantity' && !Number.isInteger(Number(value)) ? 1 : 0)), ''];
  }
}

const UNITS: Partial<Record<Unit, Both>> = {
  yuan: { zh: ' 元', en: ' yuan' },
  yuan_per_m2: { zh: ' 元/㎡', en: ' yuan/m²' },
  per_ticket: { zh: ' 件/单', en: ' per ticket' },
};
/** Every digit that a figure has. */
function inFull(value: Value, unit: Unit, lang: Lang): string {
  if (value === null || value === undefined) return '—';
  const [, fraction = ''] = String(value).split('.');
  if (unit === 'percent') return `${minus(rounded(value, Math.max(fraction.length - 2, 0), 2))}%`;
  return minus(String(value)) + (UNITS[unit]?.[lang] ?? '');
}

/** A figure before and after its data changed; what rounding makes alike is told to the last digit. */
export function told(was: Value, is: Value, unit: Unit, lang: Lang): [string, string] {
  const [a, b] = [amount(was, unit, lang), amount(is, unit, lang)].map(([number, of]) => (of && of !== '%' ? `${number} ${of}` : number + of));
  return a === b ? [inFull(was, unit, lang), inFull(is, unit, lang)] : [a ?? '', b ?? ''];
}

/** A change in words: 增长 3.1%, down 0.6 points. */
export function moved(figure: Figure, before: Value): Both {
  const none = { zh: '无可比数据', en: 'nothing to compare with' };
  if (figure.value === null || before === null || before === undefined) return none;
  const points = figure.unit === 'percent';
  const change = points ? pointChange(figure.value, before, 1) : percentChange(figure.value, before, 1);
  if (change === null) return none;
  const size = thousands(change.replace('-', ''));
  const down = change.startsWith('-');
  if (!points && Math.abs(Number(change)) > TIMES_MAX * 100)
    return { zh: `${down ? '下降' : '增长'}超过 ${TIMES_MAX} 倍`, en: `${down ? 'down' : 'up'} more than ${TIMES_MAX}×` };
  if (/^0(\.0)?$/.test(size)) return { zh: '持平', en: 'unchanged' };
  if (points) return { zh: `${down ? '下降' : '上升'} ${size} 个百分点`, en: `${down ? 'down' : 'up'} ${size} points` };
  return { zh: `${down ? '下降' : '增长'} ${size}%`, en: `${down ? 'down' : 'up'} ${size}%` };
}

/** A number with its unit: a percent sign stands close to it, a word apart. */
export const withUnit = ([number, unit]: [string, string]): string => (unit && unit !== '%' ? `${number} ${unit}` : number + unit);

/** By how much it moved; what is gone has lost all it had, and what is new has gained all it has. */
function by(figure: Figure, before: Value, lang: Lang): string {
  const change = difference(figure.value ?? 0, before ?? 0);
  return (Number(change) > 0 ? '+' : '') + withUnit(amount(change, figure.unit, lang));
}

/** A figure in one of its ways, in words. */
export function said(figure: Figure, show: Show, lang: Lang): string {
  if (show === 'previous') return moved(figure, figure.previous)[lang];
  if (show === 'last_year') return moved(figure, figure.last_year)[lang];
  if (show === 'by_previous') return by(figure, figure.previous, lang);
  if (show === 'by_last_year') return by(figure, figure.last_year, lang);
  if (show === 'share') return amount(figure.share, 'percent', lang).join('');
  return (figure.signed && Number(figure.value) > 0 ? '+' : '') + withUnit(amount(figure.value, figure.unit, lang));
}

/** What a figure is called: with its brand or channel if it is of one. */
export const titleOf = (figure: Figure): Both =>
  figure.label ? { zh: `${figure.label.zh} · ${figure.zh}`, en: `${figure.label.en} · ${figure.en}` } : { zh: figure.zh, en: figure.en };
