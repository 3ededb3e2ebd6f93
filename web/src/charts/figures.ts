// How figures look on tiles, axes and in tips: yuan, counts, percent; short as 684.2万 or 6.84M, or in full.
import type { components } from '../api/schema';
import type { Lang } from '../api/wire';
import { money, thousands } from '../record/format';

/** A `percent` is a ratio, 0.31 = 31 %. */
export type Unit = components['schemas']['measures']['measures'][number]['unit'];
/** Which way is good news. */
export type Good = components['schemas']['measures']['measures'][number]['good'];
/** Exact numbers come as text, counts as numbers; null is "does not exist", which is never zero. */
export type Figure = string | number | null | undefined;

const YUAN = new Set<Unit>(['yuan', 'yuan_per_m2']);
export const NONE = '—';
const missing = (value: Figure): value is null | undefined | '' => value === null || value === undefined || value === '';

/** For drawing only: a length on the screen, never a result. */
export const drawn = (value: Figure): number | null => (missing(value) ? null : Number(value));

const percent = (value: string | number, places = 1) => `${(Number(value) * 100).toFixed(places)}%`;

/** Goods are sold by the kilogram too: 2773.000 is 2773, 5767.660 is 5767.66. */
const plain = (text: string) => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');

/** Every digit, with its unit. */
export function inFull(value: Figure, unit: Unit): string {
  if (missing(value)) return NONE;
  if (unit === 'percent') return percent(value, 2);
  return YUAN.has(unit) ? money(value) : thousands(plain(String(value)));
}

/** Where a short figure changes its unit. */
export const STEPS: Record<Lang, [number, string][]> = {
  zh: [
    [1e8, '亿'],
    [1e4, '万'],
  ],
  en: [
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ],
};

/** Four digits, for figures that are held against each other: 5.051 beside 5.025. */
const fourDigits = (scaled: number) => Math.max(0, 3 - Math.floor(Math.log10(Math.max(Math.abs(scaled), 1))));

/** Number and unit apart, so that a tile can set the unit smaller: 6842113.5 -> ["684.2", "万"]. `fine` keeps four digits. */
export function shortParts(value: Figure, unit: Unit, lang: Lang, fine = false): [string, string] {
  if (missing(value)) return [NONE, ''];
  if (unit === 'percent') return [(Number(value) * 100).toFixed(1), '%'];
  const number = Number(value);
  const step = STEPS[lang].find(([size]) => Math.abs(number) >= size);
  // From a thousand on, cents only make a short figure long.
  const places = Math.abs(number) >= 1000 ? 0 : unit === 'quantity' ? 1 : 2;
  if (!step) return [thousands(Number.isInteger(number) ? String(number) : number.toFixed(places)), ''];
  const scaled = number / step[0];
  return [thousands(scaled.toFixed(fine ? fourDigits(scaled) : Math.abs(scaled) >= 1000 ? 0 : 1)), step[1]];
}

export function inShort(value: Figure, unit: Unit, lang: Lang, fine = false): string {
  const [number, step] = shortParts(value, unit, lang, fine);
  return number + step;
}
