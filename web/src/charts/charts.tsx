// The ready charts: bars, lines, the 80/20 chart, the heat map, the waterfall and the course of a target. Pages give them words and figures only.
import { useMemo } from 'react';
import { Grid } from 'antd';
import { usePrefs } from '../frame/prefs';
import { courseOption, type Course as CourseInput } from './course';
import { EChart, useChartColors } from './EChart';
import type { Figure, Good, Unit } from './figures';
import { barOption, heatOption, lineOption, paretoOption, waterfallOption, type Series, type Tools } from './options';

export type { Series };

/** `label` says in words what is shown; `height` is in pixels; `onPick` gets the place of the bar or point that was clicked. */
type Frame = { label: string; unit: Unit; height?: number; onPick?: (index: number) => void };
const HEIGHT = 272;

function useOption<T>(
  make: (input: T, tools: Tools) => Parameters<typeof EChart>[0]['option'],
  input: T,
) {
  const c = useChartColors();
  const { lang } = usePrefs().prefs;
  const narrow = Grid.useBreakpoint().md === false;
  // Pages hand over fresh arrays at each drawing; what they hold decides whether the chart is drawn again.
  const key = JSON.stringify(input);
  return useMemo(() => make(JSON.parse(key) as T, { c, lang, narrow }), [make, key, c, lang, narrow]);
}
const rest = ({ label, height = HEIGHT, onPick }: Frame) => ({ label, height, ...(onPick ? { onPick } : {}) });

export function Bars(props: Frame & { x: string[]; series: Series[]; lying?: boolean }) {
  const { x, series, unit, lying = false } = props;
  return <EChart option={useOption(barOption, { x, series, unit, lying })} {...rest(props)} />;
}

export function Lines(props: Frame & { x: string[]; series: Series[] }) {
  const { x, series, unit } = props;
  return <EChart option={useOption(lineOption, { x, series, unit })} {...rest(props)} />;
}

/** `few`: how many of the rows make the 80 %; `cumulative` is a ratio from the server. */
export function Pareto(
  props: Frame & { rows: { label: string; value: Figure; cumulative: Figure }[]; few: number; value: string; cumulative: string },
) {
  const { rows, few, value, cumulative, unit } = props;
  return <EChart option={useOption(paretoOption, { rows, few, value, cumulative, unit })} {...rest(props)} />;
}

/** `values[y][x]`; a missing value stays an empty cell. With `moves` values are ups and downs, in the colours of good and bad news. */
export function HeatMap(props: Frame & { x: string[]; y: string[]; values: Figure[][]; moves?: Good }) {
  const { x, y, values, unit, moves = null } = props;
  return <EChart option={useOption(heatOption, { x, y, values, unit, moves })} {...rest(props)} />;
}

/** The first and last values are levels, those between are steps up or down. */
export function Waterfall(props: Frame & { x: string[]; values: Figure[]; lying?: boolean }) {
  const { x, values, unit, lying = false } = props;
  return <EChart option={useOption(waterfallOption, { x, values, unit, lying })} {...rest(props)} />;
}

/** What is done beside what is asked for, added up from day to day, and where it is expected to end. */
export function Course(props: Frame & Omit<CourseInput, 'unit'>) {
  const { x, target, done, expected, end, names, unit } = props;
  return <EChart option={useOption(courseOption, { x, target, done, expected, end, names, unit })} {...rest(props)} />;
}
