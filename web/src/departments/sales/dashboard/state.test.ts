// Which days the dashboard shows, its tiles, its curve and who moved.
import { expect, test } from 'vitest';
import { movers } from './movers';
import { points } from './Spark';
import { dayWord, shown } from './state';
import { tilesOf } from './Tiles';
import type { Answer, Measure } from '../../../measure/wire';

const LAST = '2026-11-21';

test.each([
  [undefined, undefined, { kind: 'month', at: '2026-11', span: { from: '2026-11-01', to: '2026-11-30' }, by: 'day' }],
  ['month', '2026-09', { at: '2026-09', span: { from: '2026-09-01', to: '2026-09-30' } }],
  ['year', undefined, { kind: 'year', at: '2026', span: { from: '2026-01-01', to: '2026-12-31' }, by: 'month' }],
  ['day', undefined, { kind: 'day', at: LAST, span: { from: LAST, to: LAST }, curve: { from: '2026-10-23', to: LAST }, by: 'day' }],
  ['day', '2026-09', { at: LAST }],
  ['week', '2026-11', { kind: 'month' }],
])('%s %s', (period, at, expected) => expect(shown(period, at, LAST)).toMatchObject(expected));

test.each([
  ['2026-11-21', 'day'],
  ['2026-11-22', 'yesterday'],
  ['2026-11-25', 'latest'],
])('seen on %s the last day with data is: %s', (today, word) => expect(dayWord(today, LAST)).toBe(word));

const measure = (name: string): Measure => ({ name, zh: name, en: name, unit: 'yuan', good: 'up', dims: [], about: { zh: '', en: '' } });
const all = ['sales', 'tickets', 'average_ticket', 'visitors', 'conversion', 'gross_margin_rate', 'discount_rate'].map(measure);
const answer = (values: Record<string, string | null>) => ({ total: { keys: {}, labels: {}, values } }) as unknown as Answer;

test('where nobody counts visitors, margin and discount take their place', () => {
  const known = {
    sales: '1',
    tickets: '1',
    average_ticket: '1',
    visitors: null,
    conversion: null,
    gross_margin_rate: '0.2',
    discount_rate: '0.1',
  };
  expect(tilesOf(all, answer(known)).map((m) => m.name)).toEqual([
    'sales',
    'tickets',
    'average_ticket',
    'gross_margin_rate',
    'discount_rate',
  ]);
  expect(tilesOf(all, answer({ ...known, visitors: '5', conversion: '0.3' })).map((m) => m.name)).toEqual([
    'sales',
    'tickets',
    'average_ticket',
    'visitors',
    'conversion',
  ]);
});

test('a curve leaves out what is missing and needs two points', () => {
  expect(points(['1', null, '3'])).toEqual([
    [0, 38],
    [120, 6],
  ]);
  expect(points(['1', null])).toEqual([]);
});

test('a new brand is no rise, and what has no name moves nothing', () => {
  const row = (key: string | null, now: string | null, before: string | null) => ({
    keys: { brand: key },
    labels: {},
    values: { sales: now },
    last_year: { sales: before },
  });
  const { up, down } = movers(
    [row('A', '10', '4'), row('B', '1', '9'), row('C', '5', null), row(null, '99', '1'), row('D', '3', '2'), row('E', null, '7')],
    'sales',
    'brand',
    4,
  );
  expect(up.map((m) => [m.row.keys.brand, m.difference])).toEqual([
    ['A', 6],
    ['D', 1],
  ]);
  expect(down.map((m) => m.row.keys.brand)).toEqual(['B']);
});

test('who moved is judged by the days that have a like', () => {
  const rows = [{ keys: { brand: 'A' }, labels: {}, values: { sales: '10' }, last_year: { sales: '8' }, beside_last_year: { sales: '7' } }];
  expect(movers(rows, 'sales', 'brand', 4).down).toMatchObject([{ now: '7', before: '8', difference: -1 }]);
});
