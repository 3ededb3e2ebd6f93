// What series look like: what is compared with stays in the background.
import { expect, test } from 'vitest';
import type { Colors } from './EChart';
import { barOption, lineOption } from './options';

const c = { series: ['blue', 'teal'], neutral: 'grey', text: '', sub: '', faint: '', line: '' } as unknown as Colors;
const series = [
  { name: '本期', values: ['1', null] },
  { name: '去年同期', values: ['2', '3'], quiet: true },
];
type Drawn = { data: (number | null)[]; itemStyle: { color: string }; lineStyle?: { type: string } }[];

test('a quiet line is dashed and grey, and a gap stays a gap', () => {
  const drawn = lineOption({ x: ['a', 'b'], series, unit: 'yuan' }, { c, lang: 'zh' }).series as Drawn;
  expect(drawn.map((s) => [s.lineStyle?.type, s.itemStyle.color])).toEqual([
    ['solid', 'blue'],
    ['dashed', 'grey'],
  ]);
  expect(drawn[0]?.data).toEqual([1, null]);
});

test('names beside lying bars stand level', () => {
  const drawn = barOption(
    { x: Array.from({ length: 13 }, (_, i) => `很长的名字${i}`), series, unit: 'yuan', lying: true },
    { c, lang: 'zh' },
  );
  expect((drawn.yAxis as { axisLabel: { rotate: number; interval: number } }).axisLabel).toMatchObject({ rotate: 0, interval: 0 });
});
