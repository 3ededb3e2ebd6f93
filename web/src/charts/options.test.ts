// What series look like: what is compared with stays in the background.
import { expect, test } from 'vitest';
import type { Colors } from './EChart';
import { names } from './axes';
import { barOption, heatOption, lineOption, waterfallOption } from './options';

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

const many = ['餐饮', '女装', '运动户外', '美妆个护', '男装', '儿童亲子'];
test.each([
  ['side by side on a desk', many, false, 0],
  ['standing on a phone', many, true, 60],
  ['side by side where a phone has room', many.slice(0, 3), true, 0],
])('names are %s', (_, labels, narrow, rotate) => {
  expect(names(labels, c, narrow).axisLabel).toMatchObject({ rotate, interval: 0 });
});

test('steps that lie have their names beside them and no levels between', () => {
  const steps = { x: ['去年', '甲', '今年'], values: ['10', '2', '12'], unit: 'yuan' as const };
  const [lying, upright] = [true, false].map((on) => waterfallOption({ ...steps, lying: on }, { c, lang: 'zh', narrow: on }));
  expect(lying?.yAxis).toMatchObject({ type: 'category', inverse: true });
  expect(lying?.series).toHaveLength(2);
  expect(upright?.xAxis).toMatchObject({ type: 'category' });
  expect(upright?.series).toHaveLength(3);
});

test.each([
  ['up', ['fall', 'calm', 'rise']],
  ['down', ['rise', 'calm', 'fall']],
] as const)('moves of a figure that should go %s have bad news at the low end or the high one', (moves, color) => {
  const inks = { ...c, rise: 'rise', fall: 'fall', calm: 'calm' };
  const drawn = heatOption({ x: ['11-09', '11-16'], y: ['甲'], values: [['-0.1', '2']], unit: 'percent', moves }, { c: inks, lang: 'zh' });
  expect(drawn.visualMap).toMatchObject({ min: -0.3, max: 0.3, inRange: { color } });
  expect((drawn.series as { data: { name: string }[] }[])[0]?.data.map((cell) => cell.name)).toEqual(['甲 · 11-09', '甲 · 11-16']);
});
