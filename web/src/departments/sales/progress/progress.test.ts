// The rules of the pages of progress: periods, the rows of the board, and the band that opens.
import { expect, test } from 'vitest';
import type { Colors } from '../../../charts/EChart';
import { bandOf, courseOption } from '../../../charts/course';
import { shownRows } from './tree';
import { readAt, turned, whenOf } from './when';
import type { BoardRow } from './wire';

test.each([
  [undefined, { kind: 'month', at: '2026-11' }, { month: '2026-11' }],
  ['2026-02', { kind: 'month', at: '2026-02' }, { month: '2026-02' }],
  ['2026-Q4', { kind: 'quarter', at: '2026-Q4' }, { quarter: '2026-Q4' }],
  ['2026', { kind: 'year', at: '2026' }, { year: 2026 }],
  ['2026-13', { kind: 'month', at: '2026-11' }, { month: '2026-11' }],
  ['2026-Q5', { kind: 'month', at: '2026-11' }, { month: '2026-11' }],
  ['many', { kind: 'month', at: '2026-11' }, { month: '2026-11' }],
])('the address %j asks for %j', (word, period, when) => {
  const found = readAt(word, '2026-11-21');
  expect(found).toMatchObject(period);
  expect(whenOf(found)).toEqual(when);
});

test.each([
  ['2026', 'month', '2026-11'],
  ['2025', 'month', '2025-01'],
  ['2026-02', 'quarter', '2026-Q1'],
  ['2026-Q4', 'year', '2026'],
  ['2026-Q4', 'month', '2026-11'],
] as const)('%s turned to a %s is %s', (word, kind, expected) => expect(turned(readAt(word, '2026-11-21'), kind, '2026-11-21')).toBe(expected));

const row = (keys: Record<string, string>, light: 'green' | 'amber' | 'red' | null, name = Object.values(keys).at(-1)!): BoardRow =>
  ({ level: Object.keys(keys).length, keys, labels: Object.fromEntries(Object.keys(keys).map((dim) => [dim, name])), standing: { light } }) as never;
const BY = ['site', 'shop'];
const TREE = [
  row({ site: 'M01' }, 'amber', '云汇广场'),
  row({ site: 'M01', shop: 'A' }, 'red', '半夏'),
  row({ site: 'M01', shop: 'B' }, 'green', '山野'),
  row({ site: 'M02' }, 'green', '滨江店'),
  row({ site: 'M02', shop: 'C' }, null, '无目标'),
];
const names = (look: Partial<Parameters<typeof shownRows>[2]>) =>
  shownRows(TREE, BY, { level: 'both', behind: false, find: '', folded: new Set(), ...look }).map((one) => one.labels[BY[one.level - 1]!]);

test.each([
  [{}, ['云汇广场', '半夏', '山野', '滨江店', '无目标']],
  [{ folded: new Set(['M01']) }, ['云汇广场', '滨江店', '无目标']],
  [{ level: 'first' as const }, ['云汇广场', '滨江店']],
  [{ level: 'second' as const, behind: true }, ['半夏']],
  [{ behind: true }, ['云汇广场', '半夏']],
  // What is looked for is found in a folded place too, below the place that it lies in.
  [{ find: '无目', folded: new Set(['M02']) }, ['滨江店', '无目标']],
  [{ find: 'M01', behind: true }, ['云汇广场', '半夏']],
  [{ find: '没有' }, []],
])('%j shows %j', (look, shown) => expect(names(look)).toEqual(shown));

test('the band begins where what is done ends, and opens to the interval', () => {
  const found = bandOf({ done: ['10', '20', null, null], expected: [null, null, '30', '40'], end: { low: '36', high: '48' } })!;
  expect(found.low).toEqual([null, 20, 28, 36]);
  expect(found.width).toEqual([null, 0, 6, 12]);
  expect(bandOf({ done: ['10'], expected: [null], end: { low: '1', high: '2' } })).toBeNull();
  expect(bandOf({ done: ['10', null], expected: [null, '20'], end: null })).toBeNull();
});

test('the legend names what is drawn, and no target where there is none', () => {
  const c = { series: ['blue', 'teal', 'orange'], neutral: 'grey' } as unknown as Colors;
  const course = { x: ['1', '2'], done: ['10', null], expected: [null, '20'], end: { low: '15', high: '25' }, unit: 'yuan' as const };
  const spoken = { target: '目标', done: '完成', expected: '预计', band: '区间' };
  const told = (target: (string | null)[]) => {
    const { data } = courseOption({ ...course, target, names: spoken }, { c, lang: 'zh' }).legend as { data: { name: string; icon: string }[] };
    return data.map(({ name, icon }) => `${name} ${icon}`);
  };
  expect(told(['12', '24'])).toEqual(['目标 inherit', '完成 inherit', '预计 inherit', '区间 roundRect']);
  expect(told([null, null])).toEqual(['完成 inherit', '预计 inherit', '区间 roundRect']);
});
