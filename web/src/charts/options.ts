// What each chart looks like, as options of the chart library; pure, so that they can be tested without a screen.
import type { Lang } from '../api/wire';
import { beside, frame, legend, names, numbers } from './axes';
import type { Colors, Option } from './EChart';
import { AXIS_FROM, markOf, scaleOf } from './scale';
import { drawn, inFull, inShort, type Figure, type Good, type Unit } from './figures';

/** `narrow` on a phone. */
export type Tools = { c: Colors; lang: Lang; narrow?: boolean };
/** A `quiet` series is what the others are compared with: grey bars, a dashed line. `marks` are levels of single days, a dash at each. */
export type Series = { name: string; values: Figure[]; quiet?: boolean; marks?: boolean };
const BAR_PX = 36;
const MARK_PX = 12;
/** More names than these take two lines of a phone's legend. */
const ONE_LINE = 3;
const color = (c: Colors, i: number, quiet = false) => (quiet ? c.neutral : c.series[i % c.series.length]!);
const tip = (unit: Unit) => ({ valueFormatter: (v: unknown) => inFull(v as Figure, unit) });

export function barOption(
  { x, series, unit, lying }: { x: string[]; series: Series[]; unit: Unit; lying: boolean },
  { c, lang, narrow }: Tools,
): Option {
  const label = {
    show: series.length === 1 && x.length <= 12,
    position: lying ? ('right' as const) : ('top' as const),
    color: c.text,
    fontSize: 12,
    formatter: (p: { value: unknown }) => inShort(p.value as Figure, unit, lang),
  };
  const values = numbers(unit, lang, c);
  return {
    grid: frame(lying && label.show ? { right: 64 } : {}),
    legend: legend(series.length > 1, c),
    tooltip: tip(unit),
    ...(lying ? { xAxis: values, yAxis: beside(x, c, narrow) } : { xAxis: names(x, c, narrow), yAxis: values }),
    series: series.map((s, i) => ({
      type: 'bar',
      name: s.name,
      barMaxWidth: BAR_PX,
      data: s.values.map(drawn) as never,
      label: label as never,
      itemStyle: { color: color(c, i, s.quiet), borderRadius: lying ? [0, 5, 5, 0] : [5, 5, 0, 0] },
    })),
  } as Option;
}

export function lineOption({ x, series, unit }: { x: string[]; series: Series[]; unit: Unit }, { c, lang, narrow }: Tools): Option {
  return {
    grid: frame(narrow && series.length > ONE_LINE ? { top: 56 } : {}),
    legend: legend(series.length > 1, c),
    tooltip: { ...tip(unit), axisPointer: { type: 'line' } },
    xAxis: { ...names(x, c, narrow), boundaryGap: false },
    yAxis: { ...numbers(unit, lang, c), scale: unit === 'percent' },
    // A gap stays a gap: joining over a missing day would invent its value.
    series: series.map((s, i) => ({
      type: 'line',
      name: s.name,
      data: s.values.map(drawn) as never,
      connectNulls: false,
      // A day that stands alone is a point, or nobody would see it.
      showSymbol: x.length <= 31 || s.values.filter((value) => value !== null).length <= 31,
      ...(s.marks ? { symbol: 'rect', symbolSize: [MARK_PX, s.quiet ? 2 : 3] } : { symbolSize: 6 }),
      lineStyle: { width: s.marks ? 0 : 2, type: s.quiet ? 'dashed' : 'solid' },
      itemStyle: { color: color(c, i, s.quiet) },
      ...(series.length === 1 ? { areaStyle: { opacity: 0.12 } } : {}),
    })),
  } as Option;
}

type Pareto = { rows: { label: string; value: Figure; cumulative: Figure }[]; few: number; value: string; cumulative: string; unit: Unit };
export function paretoOption({ rows, few, value, cumulative, unit }: Pareto, { c, lang, narrow }: Tools): Option {
  return {
    grid: frame(),
    legend: legend(false, c),
    xAxis: names(
      rows.map((r) => r.label),
      c,
      narrow,
    ),
    yAxis: [numbers(unit, lang, c), { ...numbers('percent', lang, c), min: 0, max: 1, interval: 0.2, splitLine: { show: false } }],
    series: [
      {
        type: 'bar',
        name: value,
        barMaxWidth: BAR_PX,
        tooltip: tip(unit),
        data: rows.map((r, i) => ({
          value: drawn(r.value) as number,
          itemStyle: { color: i < few ? c.series[0]! : c.neutral, borderRadius: [5, 5, 0, 0] },
        })),
      },
      {
        type: 'line',
        name: cumulative,
        yAxisIndex: 1,
        tooltip: tip('percent'),
        data: rows.map((r) => drawn(r.cumulative)) as never,
        showSymbol: rows.length <= 24,
        symbolSize: 6,
        lineStyle: { width: 2, color: c.series[2]! },
        itemStyle: { color: c.series[2]! },
        markLine: {
          symbol: 'none',
          silent: true,
          data: [{ yAxis: 0.8 }],
          lineStyle: { color: c.faint, type: 'dashed' },
          label: { formatter: '80%', color: c.faint, position: 'insideEndTop' },
        },
      },
    ],
  } as Option;
}

/** Beyond this a move has the full colour, so that one doubling does not pale all others. */
const FULL_MOVE = 0.3;
type Heat = { x: string[]; y: string[]; values: Figure[][]; unit: Unit; moves: Good | null };

/** Ups and downs run from bad news over nothing to good news; amounts from little to much. */
function heatRange(all: number[], moves: Good | null, c: Colors) {
  if (!moves) return { min: Math.min(0, ...all), max: Math.max(1e-9, ...all), inks: c.heat };
  const far = Math.min(FULL_MOVE, Math.max(1e-9, ...all.map(Math.abs)));
  const ends = moves === 'down' ? [c.rise, c.fall] : [c.fall, c.rise];
  return { min: -far, max: far, inks: moves === 'none' ? [c.series[2]!, c.calm, c.series[0]!] : [ends[0]!, c.calm, ends[1]!] };
}

export function heatOption({ x, y, values, unit, moves }: Heat, { c, lang, narrow }: Tools): Option {
  const cells = values.flatMap((row, j) => row.map((value, i) => [i, j, drawn(value)] as const)).filter(([, , v]) => v !== null);
  const { min, max, inks } = heatRange(
    cells.map(([, , v]) => v as number),
    moves,
    c,
  );
  return {
    grid: frame({ top: 12, bottom: 52 }),
    xAxis: { ...names(x, c, narrow), axisLine: { show: false } },
    yAxis: beside(y, c, narrow),
    tooltip: { trigger: 'item', ...tip(unit) },
    visualMap: {
      min,
      max,
      calculable: false,
      orient: 'horizontal',
      left: 'center',
      bottom: 0,
      itemHeight: 120,
      itemWidth: 10,
      inRange: { color: inks },
      textStyle: { color: c.sub },
      formatter: (v: unknown) => inShort(v as number, unit, lang),
      text: [inShort(Math.max(0, max), unit, lang), inShort(Math.min(0, min), unit, lang)],
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(([i, j, value]) => ({ name: `${y[j]} · ${x[i]}`, value: [i, j, value] })) as never,
        itemStyle: { borderColor: c.card, borderWidth: 2, borderRadius: 4 },
      },
    ],
  } as Option;
}

/** Where each step of a waterfall floats: the running level before and after it. */
export function floats(values: (number | null)[]): { low: number; size: number; end: number }[] {
  let level = 0;
  return values.map((value, i) => {
    const step = value ?? 0,
      whole = i === 0 || i === values.length - 1,
      before = whole ? 0 : level;
    level = before + step;
    return { low: Math.min(before, level), size: Math.abs(step), end: level };
  });
}

/** Where it is said that the axis does not begin at nought: above it, or below the marks of lying bars. */
const NAME_PX = 24;
const NAME_LYING_PX = 26;

export function waterfallOption(
  { x, values, unit, lying }: { x: string[]; values: Figure[]; unit: Unit; lying: boolean },
  { c, lang, narrow }: Tools,
): Option {
  const steps = values.map(drawn),
    placed = floats(steps),
    last = x.length - 1;
  // Steps are small beside the levels; the axis starts below the lowest of them so that they can be seen.
  const lows = placed
    .slice(1, last)
    .map((p) => p.low)
    .concat(placed[0]?.end ?? 0, placed[last]?.end ?? 0);
  const bottom = Math.max(0, Math.min(...lows) - (Math.max(...placed.map((p) => p.end)) - Math.min(...lows)) * 0.6);
  const way = (i: number) => Math.sign(steps[i] ?? 0);
  const ink = (i: number) => (i === 0 ? c.neutral : i === last ? c.series[0]! : [c.fall, c.sub, c.rise][way(i) + 1]!);
  const text = (i: number) => (i === 0 || i === last || way(i) <= 0 ? '' : '+') + inShort(steps[i], unit, lang).replace('-', '−');
  const { min, max, step } = scaleOf(bottom, Math.max(...placed.map((p) => Math.max(p.end, p.low + p.size))));
  const mark = (value: number) => markOf(value, step, unit, lang);
  const plain = numbers(unit, lang, c);
  const levels = {
    ...plain,
    min,
    max,
    interval: step,
    axisLabel: { ...plain.axisLabel, formatter: mark },
    ...(min > 0 ? { name: AXIS_FROM[lang](mark(min), lying), nameTextStyle: { color: c.faint, fontSize: 12, align: lying ? 'center' : 'left' } } : {}),
    ...(lying ? { nameLocation: 'middle', nameGap: NAME_LYING_PX } : { nameGap: NAME_PX }),
  };
  const steady: object[] = [
    {
      type: 'line',
      step: 'end',
      symbol: 'none',
      silent: true,
      z: 0,
      data: placed.map((p) => p.end),
      lineStyle: { color: c.faint, width: 1, type: 'dotted' },
    },
  ];
  return {
    grid: frame(lying ? { top: 8, right: 64, bottom: min > 0 ? NAME_LYING_PX : 8 } : { top: min > 0 ? NAME_PX * 2 : 28 }),
    ...(lying ? { xAxis: levels, yAxis: beside(x, c, narrow) } : { xAxis: names(x, c, narrow), yAxis: levels }),
    tooltip: { show: false },
    series: [
      {
        type: 'bar',
        stack: 'steps',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: placed.map((p, i) => (i === 0 || i === last ? 0 : p.low)),
      },
      {
        type: 'bar',
        stack: 'steps',
        barWidth: '52%',
        label: { show: true, position: lying ? 'right' : 'top', fontWeight: 600, fontSize: 12 },
        data: placed.map((p, i) => ({
          value: p.size,
          itemStyle: { color: ink(i), borderRadius: 5 },
          label: { formatter: text(i), color: i === 0 || i === last ? c.text : ink(i) },
        })),
      },
      // The library draws these levels for standing bars only.
      ...(lying ? [] : steady),
    ],
  } as Option;
}
