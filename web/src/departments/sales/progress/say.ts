// Figures of progress in words, for showing only.
import type { Lang } from '../../../api/wire';
import { drawn, shortParts, type Figure } from '../../../charts/figures';
import { monthName } from '../../../measure/keys';
import { amount } from '../why/say';
import type { BoardRow, Light, Measure, Outlook } from './wire';

/** An amount of the measure, short, with its unit. */
export const say = (value: Figure, measure: Measure, lang: Lang): string => amount({ value, unit: measure.unit, fine: true }, lang);
/** A difference with its sign: that of a percent in points. */
export const sayGap = (value: Figure, measure: Measure, lang: Lang): string =>
  amount({ value, unit: measure.unit, signed: true, points: measure.unit === 'percent', fine: true }, lang);

/** The same in two parts, so that the unit can be set smaller. */
export function gapParts(value: Figure, { unit }: Measure, lang: Lang): [string, string] {
  if (unit === 'percent') return [amount({ value, unit, signed: true, points: true }, lang), ''];
  const number = drawn(value);
  const [size, step] = shortParts(number === null ? null : Math.abs(number), unit, lang, true);
  return [`${number === null || number === 0 ? '' : number < 0 ? '−' : '+'}${size}`, step];
}

/** The colour of what is said, that of its light. */
export const inkOf = (light: Light | null): string => (light ? `pg-${light}` : '');

export const monthsText = (months: number[], lang: Lang): string => months.map((month) => monthName(month, lang)).join(lang === 'zh' ? '、' : ', ');

export const rangeText = ({ low, high }: Pick<Outlook, 'low' | 'high'>, measure: Measure, lang: Lang): string | null =>
  low === null || high === null ? null : `${say(low, measure, lang)} ~ ${say(high, measure, lang)}`;

/** A row by its own level: the last of its codes. */
export function rowName(row: BoardRow, by: string[]): string {
  const dim = by[row.level - 1] ?? '';
  return row.labels[dim] ?? row.keys[dim] ?? '';
}
export const rowKey = (keys: Record<string, string>): string =>
  Object.entries(keys)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');

/** What the way to why holds a figure against: its target, where it has one whose parts add up. */
export const againstOf = ({ target }: { target: string | null }, { adds_up: adds }: { adds_up: boolean }): { against?: 'target' } =>
  adds && target !== null ? { against: 'target' } : {};
