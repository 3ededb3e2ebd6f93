// Which ways to look at last year are offered, what is held against it, and how many of its days could be compared.
import { expect, test } from 'vitest';
import { coverageOf, held, likeWord, readWay, sideOf, wayOf, waysFor } from './like';
import type { AnswerRow, Compare, Compared } from './wire';

const MERGED = 'last_year_merged';
const USUAL = 'last_year_by_role';

test.each([
  ['2026-02-01', '2026-02-28', '2026-11-21', true],
  ['2026-01-05', '2026-02-28', '2026-02-28', true],
  ['2024-01-01', '2024-02-29', '2024-02-29', true],
  // February is not over, goes on to March, or lies in two years.
  ['2024-01-01', '2024-01-31', '2024-02-28', false],
  ['2026-02-01', '2026-03-01', '2026-11-21', false],
  ['2025-12-31', '2026-01-31', '2026-11-21', false],
  ['2026-11-01', '2026-11-30', '2026-11-21', false],
])('%s to %s with data until %s can be merged: %s', (from, to, last, merged) => {
  expect(waysFor({ from, to }, last).includes(MERGED)).toBe(merged);
  expect(readWay(MERGED, { from, to }, last)).toBe(merged ? MERGED : USUAL);
});

test.each([
  [undefined, USUAL],
  ['last_year', 'last_year'],
  ['last_year_by_weekday', 'last_year_by_weekday'],
  ['previous', USUAL],
  ['nonsense', USUAL],
])('%s in the address is %s', (word, way) => expect(readWay(word, { from: '2026-11-01', to: '2026-11-30' }, '2026-11-21')).toBe(way));

test('the usual way is not written', () => expect([likeWord(USUAL), likeWord('last_year')]).toEqual([undefined, 'last_year']));

test.each([
  [['previous', 'last_year_by_weekday'], 'last_year_by_weekday', ['previous', 'last_year']],
  [['last_year'], 'last_year', ['last_year']],
  [['previous'], undefined, ['previous']],
] as [Compare[], string | undefined, string[]][])('%j looks at last year by %s', (compare, way, sides) => {
  expect(wayOf(compare)).toBe(way);
  expect(compare.map(sideOf)).toEqual(sides);
});

const row = (more: Partial<AnswerRow>): AnswerRow => ({ keys: {}, labels: {}, values: { sales: '610' }, ...more });
const last_year = { sales: '600' };
test.each([
  ['all days have a like', row({ last_year }), USUAL, '610', '600'],
  ['some have none', row({ last_year, beside_last_year: { sales: '600' } }), USUAL, '600', '600'],
  ['no day with sales has a like', row({ last_year, beside_last_year: { sales: null } }), USUAL, null, '600'],
  ['the period before has every day', row({ previous: { sales: '500' }, last_year, beside_last_year: { sales: '600' } }), 'previous', '610', '500'],
  ['nothing to compare with', row({}), 'last_year', '610', undefined],
  ['no row', undefined, 'last_year', undefined, undefined],
] as [string, AnswerRow | undefined, Compare, string | null | undefined, string | undefined][])('%s', (_, of, compare, now, before) =>
  expect(held(of, 'sales', compare)).toEqual({ now, before }),
);

const compared = (way: string, by_day: Partial<NonNullable<Compared['by_day']>> | null): Compared => ({
  way,
  from: '2026-01-29',
  to: '2026-02-04',
  by_day: by_day && { days: [{ from: '2027-02-01', to: '2027-02-06' }], with: [], matched: 6, closed: 1, unmatched: 0, stand_in: 2, provisional: true, ...by_day },
});
const counts = { matched: 6, of: 7, closed: 1, unmatched: 0, standIn: 2 };
test.each([
  ['by holiday', compared(USUAL, {}), { ...counts, unofficial: '2027' }],
  ['by holiday in a year that is known', compared(USUAL, { provisional: false }), { ...counts, unofficial: null }],
  ['by weekday, which no holiday moves', compared('last_year_by_weekday', {}), { ...counts, unofficial: null }],
  ['days without a like count too', compared(USUAL, { unmatched: 3, provisional: false }), { ...counts, of: 10, unmatched: 3, unofficial: null }],
  ['by date', compared('last_year', null), null],
  ['two months as one', compared(MERGED, {}), null],
] as const)('coverage %s', (_, of, expected) => expect(coverageOf(of)).toEqual(expected));
