// The scale of an axis that need not begin at nought: round steps, and marks with as many digits as tell them apart. For the eye only.
import type { Lang } from '../api/wire';
import { thousands } from '../record/format';
import { STEPS, type Unit } from './figures';

export type Scale = { min: number; max: number; step: number };

const PARTS = 4;
const ROUND = [1, 2, 2.5, 5, 10];
/** Far below a step: what is left of dividing by it. */
const SPECK = 1e-9;

/** From below the lowest value to above the highest, in some four round steps. */
export function scaleOf(low: number, high: number): Scale {
  const rough = Math.max(high - low, Math.abs(high) * SPECK, Number.MIN_VALUE) / PARTS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ROUND.find((size) => size * power >= rough * (1 - SPECK))!;
  return { min: Math.floor(low / step + SPECK) * step, max: Math.ceil(high / step - SPECK) * step, step };
}

const PLACES_MAX = 6;
function placesOf(step: number): number {
  for (let places = 0; places < PLACES_MAX; places++) {
    const shifted = step * 10 ** places;
    if (Math.abs(shifted - Math.round(shifted)) < 1e-6) return places;
  }
  return PLACES_MAX;
}

/** A mark of the axis: 1.75M between 1.70M and 1.80M. */
export function markOf(value: number, step: number, unit: Unit, lang: Lang): string {
  if (Math.abs(value) < step * SPECK) return unit === 'percent' ? '0%' : '0';
  if (unit === 'percent') return `${(value * 100).toFixed(placesOf(step * 100))}%`;
  const [size, word] = STEPS[lang].find(([least]) => Math.abs(value) >= least) ?? [1, ''];
  return thousands((value / size).toFixed(placesOf(step / size))) + word;
}

/** Said where the axis does not begin at nought; `lying` bars are measured along the bottom. */
export const AXIS_FROM: Record<Lang, (mark: string, lying: boolean) => string> = {
  zh: (mark, lying) => `${lying ? '横轴' : '纵轴'}自 ${mark} 起`,
  en: (mark) => `Axis from ${mark}`,
};
