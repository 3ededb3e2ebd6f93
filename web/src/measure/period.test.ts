// Periods by name and by days, and the days that a key stands for.
import { expect, test } from 'vitest';
import { grain, readPeriod, spanOf, spanText, within, yearApart } from './period';

const LAST = '2026-11-21';

test.each([
  ['today', '2026-11-21', '2026-11-21'],
  ['last_7', '2026-11-15', '2026-11-21'],
  ['last_30', '2026-10-23', '2026-11-21'],
  ['this_week', '2026-11-16', '2026-11-22'],
  ['last_week', '2026-11-09', '2026-11-15'],
  ['this_month', '2026-11-01', '2026-11-30'],
  ['last_month', '2026-10-01', '2026-10-31'],
  ['this_quarter', '2026-10-01', '2026-12-31'],
  ['this_year', '2026-01-01', '2026-12-31'],
  ['last_12', '2025-11-22', '2026-11-21'],
  ['last_year', '2025-01-01', '2025-12-31'],
  ['2024-02-01..2024-02-29', '2024-02-01', '2024-02-29'],
  ['2024-02-29..2024-02-01', '2026-11-01', '2026-11-30'],
  ['nonsense', '2026-11-01', '2026-11-30'],
  ['2026-13-01..2026-13-05', '2026-11-01', '2026-11-30'],
  [undefined, '2026-11-01', '2026-11-30'],
])('%s', (word, from, to) => expect(readPeriod(word, LAST)).toMatchObject({ from, to }));

test.each([
  ['day', '2026-11-21', '2026-11-21', '2026-11-21'],
  ['week', '2026-W47', '2026-11-16', '2026-11-22'],
  ['week', '2025-W01', '2024-12-30', '2025-01-05'],
  ['week', '2020-W53', '2020-12-28', '2021-01-03'],
  ['month', '2024-02', '2024-02-01', '2024-02-29'],
  ['quarter', '2026-Q4', '2026-10-01', '2026-12-31'],
  ['year', '2026', '2026-01-01', '2026-12-31'],
])('%s %s', (dim, key, from, to) => expect(spanOf(dim, key)).toEqual({ from, to }));

test.each(['weekday', 'hour', 'brand'])('%s is no span', (dim) => expect(spanOf(dim, '3')).toBeNull());

test('two spans share some days or none', () => {
  expect(within({ from: '2026-11-16', to: '2026-11-22' }, { from: '2026-11-20', to: '2026-11-30' })).toEqual({
    from: '2026-11-20',
    to: '2026-11-22',
  });
  expect(within({ from: '2026-11-01', to: '2026-11-02' }, { from: '2026-11-03', to: '2026-11-04' })).toBeNull();
});

test.each([
  ['2026-11-01', '2026-11-21', '2026-11-01 ~ 11-21', 'day'],
  ['2025-11-22', '2026-11-21', '2025-11-22 ~ 2026-11-21', 'month'],
  ['2026-11-21', '2026-11-21', '2026-11-21', 'day'],
  ['2026-06-01', '2026-11-21', '2026-06-01 ~ 11-21', 'week'],
])('%s to %s', (from, to, text, cut) => {
  expect(spanText({ from, to })).toBe(text);
  expect(grain({ from, to })).toBe(cut);
});

test.each([
  [{ from: '2026-01-01', to: '2026-12-31' }, { from: '2025-01-01', to: '2025-11-26' }, true],
  [{ from: '2025-11-22', to: '2026-11-21' }, { from: '2024-11-22', to: '2025-11-21' }, true],
  [{ from: '2026-11-01', to: '2026-11-30' }, { from: '2026-10-01', to: '2026-10-26' }, false],
  [{ from: '2026-11-01', to: '2026-11-30' }, undefined, false],
])('the period before %j is %j, a year before: %s', (asked, before, year) => expect(yearApart(asked, before)).toBe(year));
