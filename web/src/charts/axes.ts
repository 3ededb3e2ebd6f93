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

/** Names along an axis; many or long ones are turned so that none is dropped. */
export const names = (labels: string[], c: Colors) => ({
  type: 'category' as const,
  data: labels,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: c.line } },
  axisLabel: {
    color: c.sub,
    fontSize: 12,
    hideOverlap: labels.length > LABELS_LEVEL,
    interval: labels.length > LABELS_MAX ? ('auto' as const) : 0,
    rotate: turned(labels) ? 30 : 0,
  },
});

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
