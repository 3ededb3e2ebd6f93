// How much a figure moved against another one, for showing only: percent, or points where the figure is itself a percent.
import type { Figure, Unit } from '../charts/figures';
import type { Good } from './wire';

/** `amount` is without a sign, in percent, in points of a percentage, or in times where it is `>10`; `news` says whether the change is good, bad or neither. */
export type Change = { direction: -1 | 0 | 1; amount: string; in: 'percent' | 'points' | 'times'; news: 'good' | 'bad' | 'none' };

const missing = (value: Figure): value is null | undefined | '' => value === null || value === undefined || value === '';
/** Beyond this a percentage says less than "more than ten times". */
export const TIMES_MAX = 10;

/** Null where there is nothing to compare with: a missing value, or a percent of zero. */
export function changeOf(now: Figure, before: Figure, unit: Unit, good: Good = 'up'): Change | null {
  if (missing(now) || missing(before)) return null;
  const a = Number(now),
    b = Number(before),
    points = unit === 'percent';
  if (!points && b === 0) return null;
  const raw = points ? (a - b) * 100 : ((a - b) / Math.abs(b)) * 100;
  const size = Math.abs(raw),
    times = !points && size > TIMES_MAX * 100,
    text = times ? `>${TIMES_MAX}` : size.toFixed(1);
  const direction = text === '0.0' ? 0 : raw > 0 ? 1 : -1;
  const news = direction === 0 || good === 'none' ? 'none' : (direction === 1) === (good === 'up') ? 'good' : 'bad';
  return { direction, amount: text, in: points ? 'points' : times ? 'times' : 'percent', news };
}

/** Part of the whole as a ratio in words, "12.3%"; nothing where the whole is missing or not positive. */
export function shareOf(part: Figure, whole: Figure): string | null {
  if (missing(part) || missing(whole) || Number(whole) <= 0) return null;
  return `${((Number(part) / Number(whole)) * 100).toFixed(1)}%`;
}
