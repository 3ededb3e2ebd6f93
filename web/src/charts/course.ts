// The course of a target: done and asked for, added up, and a band that opens towards the end of the period.
import { frame, legend, names as along, numbers } from './axes';
import type { Option } from './EChart';
import { drawn, inFull, type Figure, type Unit } from './figures';
import type { Tools } from './options';

export type Course = {
  x: string[];
  /** By day, added up; `expected` of days to come alone. */
  target: Figure[];
  done: Figure[];
  expected: Figure[];
  /** The interval of the last day. */
  end: { low: Figure; high: Figure } | null;
  names: { target: string; done: string; expected: string; band: string };
  unit: Unit;
};

type Band = { low: (number | null)[]; width: (number | null)[] };

/** The interval is known of the end alone; before it the band opens as the expectation grows. For the eye only. */
export function bandOf({ done, expected, end }: Pick<Course, 'done' | 'expected' | 'end'>): Band | null {
  const [low, high] = [drawn(end?.low), drawn(end?.high)];
  const ways = expected.map(drawn);
  const last = ways.findLast((value) => value !== null);
  const start = done.map(drawn).findLast((value) => value !== null) ?? 0;
  if (low === null || high === null || last === undefined || last === null || last === start) return null;
  const begun = ways.findIndex((value) => value !== null);
  const part = (value: number) => (value - start) / (last - start);
  const edge = (to: number) => ways.map((value, i) => (value === null ? (i === begun - 1 ? start : null) : value + (to - last) * part(value)));
  const [under, over] = [edge(low), edge(high)];
  return { low: under, width: over.map((value, i) => (value === null || under[i] === null ? null : value - under[i]!)) };
}

const isThere = (value: Figure) => drawn(value) !== null;

/** The expectation begins where what is done ends, so that the line is whole. */
function joined(done: Figure[], expected: Figure[]): Figure[] {
  const begun = expected.findIndex(isThere);
  return expected.map((value, i) => (i === begun - 1 ? (done[i] ?? null) : value));
}

const DAYS_DOTTED = 31;
/** Room for a dashed line to be seen as one. */
const LEGEND_PX = 26;

export function courseOption({ x, target, done, expected, end, names, unit }: Course, { c, lang, narrow }: Tools): Option {
  const band = bandOf({ done, expected, end });
  const ink = c.series[0]!;
  const line = (name: string, values: Figure[], color: string, type: 'solid' | 'dashed' | 'dotted') => ({
    type: 'line' as const,
    name,
    data: values.map(drawn),
    connectNulls: false,
    symbol: type === 'solid' ? 'emptyCircle' : 'none',
    showSymbol: x.length <= DAYS_DOTTED,
    symbolSize: 5,
    lineStyle: { width: type === 'solid' ? 2.5 : 2, type },
    itemStyle: { color },
  });
  const area = (name: string, data: (number | null)[], opacity: number) => ({
    type: 'line' as const,
    name,
    data,
    stack: 'band',
    stackStrategy: 'all' as const,
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0 },
    itemStyle: { color: ink, opacity: opacity ? 0.3 : 0 },
    areaStyle: { color: ink, opacity },
    tooltip: { show: false },
  });
  const lines = [
    ...(target.some(isThere) ? [line(names.target, target, c.series[2]!, 'dashed')] : []),
    line(names.done, done, ink, 'solid'),
    ...(expected.some(isThere) ? [line(names.expected, joined(done, expected), ink, 'dotted')] : []),
  ];
  return {
    // On a phone the legend takes two lines.
    grid: frame({ right: 20, top: narrow ? 60 : 36 }),
    legend: {
      ...legend(true, c),
      // Each looks in the legend as it does in the chart: dashed, whole, dotted, and an area.
      data: [...lines.map(({ name }) => ({ name, icon: 'inherit' })), ...(band ? [{ name: names.band, icon: 'roundRect' }] : [])],
      itemWidth: LEGEND_PX,
      itemGap: 16,
    },
    tooltip: { valueFormatter: (v: unknown) => inFull(v as Figure, unit), axisPointer: { type: 'line' } },
    xAxis: { ...along(x, c, narrow), boundaryGap: false },
    yAxis: numbers(unit, lang, c),
    series: [...(band ? [area('', band.low, 0), area(names.band, band.width, 0.14)] : []), ...lines],
  } as Option;
}
