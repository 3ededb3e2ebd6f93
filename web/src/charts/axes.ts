// The axes that all charts share: thin lines, no ticks, short numbers.
import type { Lang } from '../api/wire';
import { widthOf } from '../record/format';
import type { Colors } from './EChart';
import { inShort, type Unit } from './figures';

/** Beyond this the axis itself leaves names out. */
const LABELS_MAX = 24;
const LABELS_LEVEL = 12;
const TURNED_PX = 56;
/** An axis has round numbers: 20.0% is 20%. */
const round = (text: string) => text.replace(/\.0(?=\D|$)/, '');

const turned = (labels: string[]) => {
  const widest = Math.max(0, ...labels.map((l) => widthOf(l, 12, 7)));
  return (
    labels.length <= LABELS_MAX && ((labels.length > 6 && widest > TURNED_PX) || (labels.length > LABELS_LEVEL && widest > TURNED_PX - 20))
  );
};

/** On a phone names have this much room side by side, and this much when they stand. */
const PHONE_PX = 250;
const STANDING_PX = 92;
const standing = (labels: string[]) => labels.length <= LABELS_MAX && labels.reduce((sum, l) => sum + widthOf(l, 12, 7) + 8, 0) > PHONE_PX;

/** Names along an axis; many or long ones are turned so that none is dropped, and nearly stand on a phone. */
export const names = (labels: string[], c: Colors, narrow = false) => ({
  type: 'category' as const,
  data: labels,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: c.line } },
  axisLabel: {
    color: c.sub,
    fontSize: 12,
    hideOverlap: labels.length > LABELS_LEVEL,
    interval: labels.length > LABELS_MAX ? ('auto' as const) : 0,
    ...(narrow && standing(labels) ? { rotate: 60, width: STANDING_PX, overflow: 'truncate' as const } : { rotate: turned(labels) ? 30 : 0 }),
  },
});

/** Names beside lying bars: level, each in its line. */
export const beside = (labels: string[], c: Colors, narrow = false) => {
  const along = names(labels, c);
  const cut = narrow ? { width: STANDING_PX, overflow: 'truncate' as const } : {};
  return { ...along, inverse: true, axisLine: { show: false }, axisLabel: { ...along.axisLabel, rotate: 0, interval: 0, hideOverlap: false, ...cut } };
};

export const numbers = (unit: Unit, lang: Lang, c: Colors) => ({
  type: 'value' as const,
  splitNumber: 4,
  splitLine: { lineStyle: { color: c.line } },
  axisLabel: { color: c.faint, hideOverlap: true, formatter: (v: number) => round(inShort(v, unit, lang)) },
});

export const frame = (more: object = {}) => ({ left: 8, right: 16, top: 28, bottom: 8, containLabel: true, ...more });

export const legend = (shown: boolean, c: Colors) => ({
  show: shown,
  top: 0,
  right: 8,
  icon: 'roundRect',
  itemWidth: 10,
  itemHeight: 10,
  textStyle: { color: c.sub },
});
