// Figures within sentences, bars and words for what the server measured; for showing only.
import type { Lang } from '../../../api/wire';
import { drawn, inShort, NONE, type Figure, type Unit } from '../../../charts/figures';
import type { Explanation, Good } from '../../../measure/wire';

export type Piece = { text: string } | { id: string };

/** "sales {{now}}, {{change}}" as words and figures in their order. */
export const pieces = (sentence: string): Piece[] =>
  sentence
    .split(/\{\{(\w+)\}\}/)
    .map((part, i): Piece => (i % 2 ? { id: part } : { text: part }))
    .filter((piece) => 'id' in piece || piece.text !== '');

/** The move of a percent is told in points; everything else in the unit itself, `fine` with four digits. */
export type Amount = { value: Figure; unit: Unit; signed?: boolean; points?: boolean; fine?: boolean };

const SMALL = 0.01;
function size(value: number, unit: Unit, lang: Lang, fine: boolean): string {
  if (unit !== 'percent') return inShort(value, unit, lang, fine);
  // One shop's part of all visitors is far below a percent, and its moves are smaller still.
  const places = value === 0 || value >= SMALL ? 1 : value >= SMALL / 10 ? 2 : 3;
  return `${(value * 100).toFixed(places)}%`;
}
const points = (value: number, lang: Lang) => {
  const told = (value * 100).toFixed(value < SMALL / 10 && value > 0 ? 2 : 1);
  return lang === 'zh' ? `${told} 个百分点` : `${told} pt`;
};

const UNITS: Partial<Record<Unit, string>> = { yuan: '元', yuan_per_m2: '元/㎡' };
const worded = (text: string, unit: Unit, lang: Lang) => (lang === 'zh' ? text + (UNITS[unit] ?? '') : (UNITS[unit] ? '¥' : '') + text);

export function amount({ value, unit, signed = false, points: inPoints = false, fine = false }: Amount, lang: Lang): string {
  const number = drawn(value);
  if (number === null) return NONE;
  const text = inPoints ? points(Math.abs(number), lang) : size(Math.abs(number), unit, lang, fine);
  const said = inPoints ? text : worded(text, unit, lang);
  return `${number < 0 ? '−' : signed && number > 0 ? '+' : ''}${said}`;
}

/** Good news has the colour of a rise, bad news that of a fall. */
export function inkOf(value: Figure, good: Good): 'rise' | 'fall' | 'muted' {
  const number = drawn(value) ?? 0;
  if (number === 0 || good === 'none') return 'muted';
  return number > 0 === (good === 'up') ? 'rise' : 'fall';
}

type Driver = Explanation['how']['drivers'][number];

/** Factors lift the figure when they rise, a cost when it falls; the parts of a ratio may do either. */
const LIFTS: Record<string, 1 | -1> = {
  visitors: 1,
  conversion: 1,
  tickets: 1,
  units_per_ticket: 1,
  average_price: 1,
  average_ticket: 1,
  quantity: 1,
  unit_cost: -1,
};

/** Whether a factor went one way and its effect says the other: sums of sites do not move as their averages do. */
export const contrary = ({ key, before, now, effect }: Driver): boolean =>
  before !== null && now !== null && (Number(now) - Number(before)) * Number(effect) * (LIFTS[key] ?? 0) < 0;

/** Which way a contrary factor went within the sites. */
export const roseWithin = ({ before, now }: Driver): boolean => Number(now) < Number(before);

/** Lengths of bars from a middle line, from -1 to 1, the longest of them 1. */
export function lengths(effects: Figure[]): number[] {
  const numbers = effects.map((effect) => drawn(effect) ?? 0);
  const longest = Math.max(...numbers.map(Math.abs), 0);
  return numbers.map((n) => (longest ? n / longest : 0));
}

/** A part of the change in percent; beyond ten times it says nothing. */
export function shareText(part: Figure): string {
  const ratio = drawn(part);
  if (ratio === null || Math.abs(ratio) > 10) return NONE;
  return `${ratio < 0 ? '−' : ''}${Math.abs(ratio * 100).toFixed(Math.abs(ratio) >= 1 ? 0 : 1)}%`;
}

/** How far beyond the rest, in steps of words. */
export function surpriseStep(surprise: Figure): 0 | 1 | 2 | 3 {
  const far = Math.abs(drawn(surprise) ?? 0);
  return far < 2 ? 0 : far < 4 ? 1 : far < 8 ? 2 : 3;
}
/** From 0..1 to one of four steps. */
export const sureStep = (sure: Figure): number => Math.min(4, Math.max(1, Math.ceil((drawn(sure) ?? 0) * 4)));

/** What names a place best, from the narrowest on. */
const TELLING = ['item', 'shop', 'brand', 'category', 'floor', 'wide_category', 'channel', 'site', 'city'];
const BESIDE = ['brand', 'category', 'floor', 'site', 'city', 'channel'];
const BESIDE_MAX = 3;
type Keys = Explanation['places'][number]['keys'];

/** The narrowest name of a place, and a few of those around it that add something. */
export function placeName(keys: Keys, lang: Lang): { dim: string; name: string; beside: string[] } | null {
  const dim = TELLING.find((one) => keys[one]);
  if (!dim) return null;
  const name = keys[dim]!.name[lang];
  const beside = BESIDE.filter((one) => one !== dim && keys[one]).map((one) => keys[one]!.name[lang]);
  return { dim, name, beside: beside.filter((one, i) => !name.includes(one) && beside.indexOf(one) === i).slice(0, BESIDE_MAX) };
}

/** The levels and steps of a waterfall; parts of nought are left out unless they are always told. */
export function steps(before: Figure, parts: { title: string; effect: Figure; always?: boolean }[], now: Figure, ends: [string, string]) {
  const told = parts.filter((part) => part.always || (drawn(part.effect) ?? 0) !== 0);
  return {
    x: [ends[0], ...told.map((part) => part.title), ends[1]],
    values: [before ?? '0', ...told.map((part) => part.effect), now ?? '0'],
  };
}
