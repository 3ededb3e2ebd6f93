// The explorer's logic: address, questions, table, drill and choice of chart.
import { expect, test } from 'vitest';
import type { Answer, AnswerRow, Dim } from '../../../measure/wire';
import { chartOf, drawing } from './chart';
import { deeper, factsOf, nextDims } from './drill';
import { across, crossed, flat } from './pivot';
import { asksOf, fits, readView, savedPart, writeView, type View } from './state';

const dim = (name: string, time = false): Dim => ({ name, zh: name, en: name, record: time ? null : name, time });
const DIMS = [
  dim('site'),
  dim('brand'),
  dim('item'),
  dim('day', true),
  dim('week', true),
  dim('month', true),
  dim('weekday', true),
  dim('hour', true),
];
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };
const row = (keys: AnswerRow['keys'], sales: string | null): AnswerRow => ({ keys, labels: {}, values: { sales } });
const answer = (rows: AnswerRow[], total: string | null = null): Answer => ({
  data_version: '1',
  measures: [],
  until: null,
  ...NOVEMBER,
  compare: {},
  rows,
  total: row({}, total),
  more: false,
});
const view = (change: Partial<View> = {}): View => ({ ...readView({}), ...change });

test('an empty address shows sales by site', () => {
  expect(readView({})).toEqual({
    measures: ['sales'],
    rows: ['site'],
    cols: null,
    period: 'this_month',
    where: {},
    compare: [],
    chart: 'auto',
    sort: '',
    share: false,
    full: false,
  });
});

test.each([
  [
    {
      measures: 'sales,tickets',
      rows: 'brand,item',
      cols: 'month',
      period: 'this_year',
      'where.site': 'M01',
      compare: 'last_year',
      chart: 'line',
      sort: '-sales',
      share: '1',
      full: '1',
    },
  ],
  [{ measures: 'quantity', rows: '', period: '2026-01-01..2026-03-31', compare: 'previous,last_year_by_role' }],
])('%j is read and written without loss', (search) => {
  const written = Object.fromEntries(Object.entries(writeView(readView(search))).filter(([, v]) => v !== undefined));
  expect(readView(written as Record<string, string>)).toEqual(readView(search));
});

test.each([
  ['last_year', ['last_year']],
  ['last_year_by_weekday,previous', ['previous', 'last_year_by_weekday']],
  ['last_year,last_year_merged', ['last_year']],
  ['tomorrow', []],
])('compare=%s: last year in one way at a time, by its exact word', (compare, read) => expect(readView({ compare }).compare).toEqual(read));

test('a dimension stands in rows or in columns, not in both', () => expect(readView({ rows: 'brand', cols: 'brand' }).cols).toBeNull());
test('a saved view keeps the question, not the site or what is open', () =>
  expect(savedPart({ rows: 'brand', 'where.item': 'A', site: 'M01', open: '1' })).toEqual({ rows: 'brand', 'where.item': 'A' }));

test('totals are asked for, never added up', () => {
  const asks = asksOf(view({ rows: ['brand'], cols: 'month', compare: ['last_year'], sort: '-sales' }), NOVEMBER, { site: ['M01'] }, DIMS);
  expect(asks.cells).toMatchObject({ by: ['brand', 'month'], where: { site: ['M01'] }, compare: ['last_year'] });
  expect(asks.rows).toMatchObject({ by: ['brand'], order: '-sales' });
  expect(asks.cols).toMatchObject({ by: ['month'] });
  expect(asksOf(view({ rows: ['brand'] }), NOVEMBER, {}, DIMS)).toMatchObject({ cells: { by: ['brand'] }, rows: null, cols: null });
  expect(asksOf(view({ rows: [], cols: 'month' }), NOVEMBER, {}, DIMS)).toMatchObject({ cells: { by: ['month'] }, rows: null, cols: null });
});

test.each([
  [{ rows: ['brand'] }, '-sales'],
  [{ rows: ['brand'], sort: 'quantity' }, 'quantity'],
  [{ rows: ['month'] }, undefined],
  [{ rows: ['site', 'brand'] }, undefined],
])('rows of %j are ordered by %s', (change, order) => expect(asksOf(view(change), NOVEMBER, {}, DIMS).cells.order).toBe(order));

test('cells find their line and column; an empty cell stays empty', () => {
  const lines = answer([row({ brand: 'A' }, '30'), row({ brand: null }, '5')], '34');
  const heads = answer([row({ month: '2026-10' }, '12'), row({ month: '2026-11' }, '22')]);
  const cells = answer([
    row({ brand: 'A', month: '2026-11' }, '20'),
    row({ brand: 'A', month: '2026-10' }, '10'),
    row({ brand: null, month: '2026-11' }, '5'),
  ]);
  const pivot = crossed(cells, lines, heads, ['brand'], 'month');
  expect(pivot.columns.map((c) => c.id)).toEqual(['2026-10', '2026-11']);
  expect(pivot.lines.map((l) => pivot.columns.map((c) => l.cells.get(c.id)?.values.sales ?? null))).toEqual([
    ['10', '20'],
    [null, '5'],
  ]);
  // The server's total is 34: a ticket may hold two brands.
  expect(pivot.total.values.sales).toBe('34');
});

test('too many columns are counted, not dropped in silence', () => {
  const days = Array.from({ length: 70 }, (_, i) => row({ day: `d${i}` }, '1'));
  expect(across(answer(days, '70'), 'day')).toMatchObject({ lines: [], left: 8, total: { values: { sales: '70' } } });
});

test('a cell stands for its days and its filters', () => {
  expect(factsOf(row({ brand: 'A', week: '2026-W48' }, '1'), DIMS, NOVEMBER, { site: ['M01'] })).toEqual({
    span: { from: '2026-11-23', to: '2026-11-29' },
    where: { site: ['M01'], brand: ['A'] },
  });
  expect(factsOf(row({ week: '2026-W44' }, '1'), DIMS, NOVEMBER, {})).toEqual({
    span: { from: '2026-11-01', to: '2026-11-01' },
    where: {},
  });
});
test('facts that state no brand can be asked about, and taken apart', () => {
  expect(factsOf(row({ brand: null }, '1'), DIMS, NOVEMBER, { site: ['M01'] })).toEqual({
    span: NOVEMBER,
    where: { site: ['M01'], brand: ['~'] },
  });
  expect(deeper(view({ rows: ['brand'] }), row({ brand: null }, '1'), DIMS, NOVEMBER, 'item')).toMatchObject({
    rows: ['item'],
    where: { brand: ['~'] },
  });
});
test.each([[{ weekday: '1' }], [{ hour: '9' }], [{ hour: null }]])('%j cannot be asked about', (keys) =>
  expect(factsOf(row(keys, '1'), DIMS, NOVEMBER, {})).toBeNull(),
);

test('one step deeper: keys become filters, the next dimension the rows', () => {
  const start = view({ rows: ['brand'], cols: 'month', period: 'this_year' });
  const year = { from: '2026-01-01', to: '2026-12-31' };
  expect(deeper(start, row({ brand: 'A', month: '2026-10' }, '1'), DIMS, year, 'item')).toEqual({
    rows: ['item'],
    cols: null,
    where: { brand: ['A'] },
    period: '2026-10-01..2026-10-31',
    sort: '',
  });
  expect(deeper(start, row({ brand: 'A' }, '1'), DIMS, year, 'item')).toEqual({
    rows: ['item'],
    cols: 'month',
    where: { brand: ['A'] },
    sort: '',
  });
  expect(deeper(start, row({ brand: 'A', weekday: '1' }, '1'), DIMS, year, 'item')).toBeNull();
});

test('what is fixed is not offered again', () => {
  const names = nextDims(
    view({ rows: ['brand'], where: { site: ['M01'] } }),
    row({ brand: 'A' }, '1'),
    DIMS,
    (name) => name !== 'hour',
  ).map((d) => d.name);
  expect(names).toEqual(['item', 'day', 'week', 'month', 'weekday']);
});

test.each([
  [['site'], null, 'bar'],
  [['month'], null, 'line'],
  [['site'], 'month', 'line'],
  [['site'], 'brand', 'heat'],
  [['weekday'], 'hour', 'heat'],
  [[], 'month', 'line'],
  [[], null, 'none'],
  [['site', 'brand'], null, 'none'],
] as const)('rows %j and columns %s are drawn as %s', (rows, cols, kind) =>
  expect(chartOf(view({ rows: [...rows], cols }), DIMS)).toBe(kind),
);

test('bars show the first of many beside one comparison', () => {
  const rows = Array.from({ length: 20 }, (_, i) => ({
    ...row({ site: `S${i}` }, String(20 - i)),
    last_year: { sales: '1' },
    previous: { sales: '2' },
  }));
  const drawn = drawing('bar', flat(answer(rows), ['site']), view({ compare: ['previous', 'last_year'] }), DIMS, 'zh', {
    now: '销售额',
    before: '上期',
    lastYear: '去年同期',
  });
  expect(drawn).toMatchObject({ kind: 'bar', lying: true, first: 12 });
  expect(drawn && 'series' in drawn ? drawn.series.map((s) => [s.name, s.quiet ?? false]) : []).toEqual([
    ['销售额', false],
    ['去年同期', true],
  ]);
});

test('whichever way last year is looked at, its figures stand in one place', () => {
  const rows = [{ ...row({ site: 'S1' }, '3'), last_year: { sales: '1' } }];
  const drawn = drawing('bar', flat(answer(rows), ['site']), view({ compare: ['last_year_by_weekday'] }), DIMS, 'zh', {
    now: '销售额',
    before: '上期',
    lastYear: '去年同期',
  });
  expect(drawn && 'series' in drawn ? drawn.series[1] : null).toEqual({ name: '去年同期', values: ['1'], quiet: true });
});

test('figures that do not know a dimension cannot be broken down by it', () => {
  const measure = (name: string, dims: string[]) => ({
    name,
    zh: '',
    en: '',
    unit: 'count' as const,
    good: 'up' as const,
    dims,
    about: { zh: '', en: '' },
  });
  const catalogue = { measures: [measure('sales', ['site', 'brand']), measure('visitors', ['site'])], dims: DIMS };
  expect([
    fits(catalogue, ['sales'], 'brand'),
    fits(catalogue, ['sales', 'visitors'], 'brand'),
    fits(catalogue, ['visitors'], 'month'),
    fits(catalogue, ['sales'], 'unknown'),
  ]).toEqual([true, false, true, false]);
});
