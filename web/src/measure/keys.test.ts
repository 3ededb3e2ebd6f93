// What rows and columns are called.
import { expect, test } from 'vitest';
import { axisNames, keyText, nameOf } from './keys';

test.each([
  ['weekday', '1', '周一', 'Mon'],
  ['weekday', '7', '周日', 'Sun'],
  ['weekday', '8', '8', '8'],
  ['hour', '9', '9 时', '9:00'],
  ['day', '2026-11-21', '2026-11-21', '2026-11-21'],
  ['week', '2026-W07', '2026年第7周', 'Week 7, 2026'],
  ['month', '2026-11', '2026年11月', 'Nov 2026'],
  ['month', 'nonsense', 'nonsense', 'nonsense'],
  ['quarter', '2026-Q4', '2026年第4季度', 'Q4 2026'],
  ['year', '2026', '2026年', '2026'],
  ['brand', null, '未标明', 'Not stated'],
  ['weekday', null, '未标明', 'Not stated'],
])('%s %s', (dim, key, zh, en) => expect([keyText(dim, key, 'zh'), keyText(dim, key, 'en')]).toEqual([zh, en]));

const row = (dim: string, key: string | null, label?: string) => ({ keys: { [dim]: key }, labels: label ? { [dim]: label } : {}, values: {} });

test('things have the name that the server gives them', () => {
  expect(nameOf(row('brand', 'B001', '山野火锅'), 'brand', 'zh')).toBe('山野火锅');
  expect(nameOf(row('brand', 'B001'), 'brand', 'zh')).toBe('B001');
});

test('times speak the language of the reader, whatever the server calls them', () => {
  expect(nameOf(row('weekday', '6', '周六'), 'weekday', 'en')).toBe('Sat');
  expect(axisNames([row('weekday', '6', '周六'), row('weekday', '7', '周日')], 'weekday', 'en')).toEqual(['Sat', 'Sun']);
});

test.each([
  ['day', ['2026-11-21', '2026-11-22'], ['11-21', '11-22'], ['11-21', '11-22']],
  ['day', ['2025-12-31', '2026-01-01'], ['25-12-31', '26-01-01'], ['25-12-31', '26-01-01']],
  ['month', ['2026-01', '2026-12'], ['1月', '12月'], ['Jan', 'Dec']],
  ['month', ['2025-12', '2026-01'], ['25-12', '26-01'], ['Dec 25', 'Jan 26']],
  ['week', ['2026-W07', '2026-W08'], ['7周', '8周'], ['W7', 'W8']],
  ['week', ['2025-W52', '2026-W01'], ['25-W52', '26-W01'], ['25-W52', '26-W01']],
  ['quarter', ['2026-Q1', '2026-Q2'], ['1季度', '2季度'], ['Q1', 'Q2']],
  ['quarter', ['2025-Q4', '2026-Q1'], ['25-Q4', '26-Q1'], ['25-Q4', '26-Q1']],
  ['year', ['2025', '2026'], ['2025年', '2026年'], ['2025', '2026']],
  ['hour', ['9', '10'], ['9 时', '10 时'], ['9:00', '10:00']],
])('along an axis: %s %j', (dim, keys, zh, en) => {
  const rows = keys.map((key) => row(dim, key));
  expect(axisNames(rows, dim, 'zh')).toEqual(zh);
  expect(axisNames(rows, dim, 'en')).toEqual(en);
});
