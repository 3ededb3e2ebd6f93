// Reading the answer and writing the address: pure parts of the page that says why.
import { expect, test } from 'vitest';
import { againstFor, readAgainst, whySearch, withoutSite } from '../../../measure/why';
import type { AnswerRow } from '../../../measure/wire';
import { amount, contrary, inkOf, lengths, pieces, placeName, shareText, steps, sureStep, surpriseStep } from './say';
import { misread, readView, writeView } from './state';
import { gridOf, movesOf, sharesOf, weekName, weeksUpTo } from './weeks';

const LAST = '2026-11-26';

test('a sentence is taken apart into words and figures, in their order', () => {
  expect(pieces('销售额 {{now}}，与前一周相比 {{change}}（{{rate}}）。')).toEqual([
    { text: '销售额 ' },
    { id: 'now' },
    { text: '，与前一周相比 ' },
    { id: 'change' },
    { text: '（' },
    { id: 'rate' },
    { text: '）。' },
  ]);
  expect(pieces('{{place0}}')).toEqual([{ id: 'place0' }]);
  expect(pieces('没有数字。')).toEqual([{ text: '没有数字。' }]);
});

test.each([
  [{ value: '20962.24', unit: 'yuan', signed: true }, 'zh', '+2.1万元'],
  [{ value: '-1809.89', unit: 'yuan', signed: true }, 'en', '−¥1.8k'],
  [{ value: '8272914.85', unit: 'yuan' }, 'en', '¥8.3M'],
  [{ value: '0', unit: 'yuan', signed: true }, 'zh', '0元'],
  [{ value: null, unit: 'yuan', signed: true }, 'zh', '—'],
  [{ value: '0.0488', unit: 'percent', signed: true }, 'zh', '+4.9%'],
  [{ value: '0.004063', unit: 'percent' }, 'zh', '0.41%'],
  [{ value: '0.000681', unit: 'percent' }, 'zh', '0.068%'],
  [{ value: '0', unit: 'percent' }, 'zh', '0.0%'],
  [{ value: '-0.014247', unit: 'percent', signed: true, points: true }, 'zh', '−1.4 个百分点'],
  [{ value: '0.000067', unit: 'percent', signed: true, points: true }, 'en', '+0.01 pt'],
  [{ value: '1.4', unit: 'per_ticket' }, 'zh', '1.40'],
] as const)('%o in %s is %s', (figure, lang, said) => expect(amount(figure, lang)).toBe(said));

test('good news has the colour of a rise whichever way it goes', () => {
  expect([inkOf('5', 'up'), inkOf('-5', 'up'), inkOf('-5', 'down'), inkOf('0', 'up'), inkOf('5', 'none'), inkOf(null, 'up')]).toEqual([
    'rise',
    'fall',
    'rise',
    'muted',
    'muted',
    'muted',
  ]);
});

test.each([
  ['units_per_ticket', '2.15', '2.12', '46610.79', true],
  ['units_per_ticket', '2.15', '2.12', '-46610.79', false],
  ['units_per_ticket', '2.15', '2.15', '5', false],
  ['mix', null, null, '5', false],
  ['unit_cost', '9.40', '9.54', '-28324.85', false],
  ['unit_cost', '9.40', '9.54', '28324.85', true],
  ['whole', '255543', '240177', '0.017578', false],
])('%s from %s to %s with an effect of %s is contrary: %s', (key, before, now, effect, told) => {
  expect(contrary({ key, zh: '', en: '', unit: 'per_ticket', before, now, effect })).toBe(told);
});

test('bars are measured by the longest of them', () => {
  expect(lengths(['50', '-100', null])).toEqual([0.5, -1, 0]);
  expect(lengths(['0'])).toEqual([0]);
});

test('a share beyond ten times says nothing', () => {
  expect([shareText('0.3740'), shareText('-3.7331'), shareText('52.5'), shareText(null)]).toEqual(['37.4%', '−373%', '—', '—']);
});

test('how far and how sure are told in steps', () => {
  expect(['1.2', '-3', '4.5', '13.8'].map(surpriseStep)).toEqual([0, 1, 2, 3]);
  expect(['0', '0.25', '0.56', '1.00'].map(sureStep)).toEqual([1, 1, 3, 4]);
});

test('a place is called by its narrowest name, and no name twice', () => {
  const key = (name: string) => ({ code: name, name: { zh: name, en: name } });
  const keys = { brand: key('知柚'), category: key('女装'), city: key('杭州'), floor: key('B1'), shop: key('知柚'), site: key('云汇广场') };
  expect(placeName(keys, 'zh')).toEqual({ dim: 'shop', name: '知柚', beside: ['女装', 'B1', '云汇广场'] });
  expect(placeName({}, 'zh')).toBeNull();
});

test('the steps of a waterfall lead from one level to the other', () => {
  const parts = [
    { title: '客单数', effect: '-4.25' },
    { title: '件单价', effect: '1.50' },
    { title: '退货', effect: '0.00' },
    { title: '价', effect: '0', always: true },
  ];
  const { x, values } = steps('10.00', parts, '7.25', ['对比期', '本期']);
  expect(x).toEqual(['对比期', '客单数', '件单价', '价', '本期']);
  expect(values.slice(0, -1).reduce<number>((sum, value) => sum + Number(value), 0)).toBeCloseTo(Number(values.at(-1)), 9);
});

test('a visit without words asks about the sales of last week against the week before', () => {
  expect(readView({}, LAST)).toEqual({
    measure: 'sales',
    period: 'last_week',
    span: { from: '2026-11-16', to: '2026-11-22' },
    where: {},
    against: 'previous',
  });
});

test('what cannot be explained is not asked, and an unknown comparison is the one that suits the days', () => {
  const view = readView({ measure: 'active_items', period: '2026-11-01..2026-11-30', against: 'last_year_merged', 'where.shop': 'A,B' }, LAST);
  expect(view).toMatchObject({ measure: 'sales', against: 'last_year_by_role', where: { shop: ['A', 'B'] } });
});

test('an address that names no measure or no days is told so, and asks what a visit without words asks', () => {
  const search = { measure: 'nope', period: '2026-13-01..2026-13-05' };
  expect(readView(search, LAST)).toMatchObject({ period: 'last_week', span: { from: '2026-11-16', to: '2026-11-22' } });
  expect(misread(search, 'sales')).toEqual(search);
  expect(misread({ measure: 'sales', period: 'last_month' }, 'sales')).toEqual({});
  expect(misread({}, 'sales')).toEqual({});
});

test.each([
  ['2026-11-26', '2026-11-26', 'usual'],
  ['2026-11-16', '2026-11-22', 'previous'],
  ['2026-11-09', '2026-11-22', 'previous'],
  ['2026-11-01', '2026-11-30', 'last_year_by_role'],
  ['2026-01-01', '2026-12-31', 'last_year_by_role'],
])('%s to %s is held against %s', (from, to, against) => {
  expect(againstFor({ from, to })).toBe(against);
  expect(readAgainst(undefined, { from, to })).toBe(against);
});

test('a figure leads to its question, without the site that the page keeps anyway', () => {
  const ask = { measure: 'tickets', from: '2026-11-01', to: '2026-11-30', where: { site: ['M01'], shop: ['M01-L101'] }, against: 'last_year' as const };
  expect(whySearch(ask, 'M01')).toEqual({ measure: 'tickets', period: '2026-11-01..2026-11-30', against: 'last_year', 'where.shop': 'M01-L101' });
  expect(whySearch(ask, 'S01')).toMatchObject({ 'where.site': 'M01' });
  expect(withoutSite({ site: ['M01', 'S01'] }, 'M01')).toEqual({ site: ['M01', 'S01'] });
});

test('a narrower scope takes the place of the old one, and the address comes back as it was written', () => {
  const search = { measure: 'sales', 'where.brand': 'B001', site: 'M01' };
  const change = writeView({ where: { site: ['M01'], floor: ['L2'] } }, search, 'M01');
  expect(change).toEqual({ 'where.brand': undefined, 'where.floor': 'L2' });
  expect(writeView({ against: 'usual' }, search, 'M01')).toEqual({ against: 'usual' });
});

test.each([
  ['2026-11-22', { from: '2026-11-09', to: '2026-11-22' }],
  ['2026-11-18', { from: '2026-11-09', to: '2026-11-22' }],
  ['2026-11-30', { from: '2026-11-09', to: '2026-11-22' }],
  ['2026-10-31', { from: '2026-10-19', to: '2026-11-01' }],
])('two whole weeks up to %s', (to, span) => expect(weeksUpTo(to, LAST, 2)).toEqual(span));

const row = (floor: string | null, week: string, sales: string | null): AnswerRow =>
  ({ keys: { floor, week }, labels: {}, values: { sales } }) as unknown as AnswerRow;
const rows = [
  row('L1', '2026-W45', '100'),
  row('L1', '2026-W46', '120'),
  row('L2', '2026-W45', '300'),
  row('L2', '2026-W46', '150'),
  row(null, '2026-W46', '999'),
  row('L3', '2026-W46', '1'),
];

test('weeks are held against the one before, the largest part first; what has none stays empty', () => {
  const grid = movesOf(gridOf(rows, 'floor', 'sales', 'zh', 3), false);
  expect(grid.parts.map((part) => part.name)).toEqual(['L2', 'L1', 'L3']);
  expect(grid.weeks.map(weekName)).toEqual(['11-09']);
  expect(grid.values).toEqual([[-0.5], [0.2], [null]]);
});

test('shares are parts of the whole of their week', () => {
  const grid = sharesOf(gridOf(rows, 'floor', 'sales', 'zh', 1), [row(null, '2026-W46', '300')], 'sales');
  expect(grid.values).toEqual([[0.5]]);
});
