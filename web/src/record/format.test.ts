// Money and numbers keep every digit on the screen.
import { expect, test } from 'vitest';
import { bytes, instantOf, money, moment, thousands, trimmed, widthOf } from './format';

test.each([
  ['1234567.5', '¥ 1,234,567.50'],
  ['0', '¥ 0.00'],
  ['-1234', '-¥ 1,234.00'],
  ['99999999999999999.99', '¥ 99,999,999,999,999,999.99'],
  ['.5', '¥ 0.50'],
  ['1.005', '¥ 1.005'],
  [12, '¥ 12.00'],
])('money %s', (value, text) => {
  expect(money(value)).toBe(text);
});
test.each([
  ['1234567', '1,234,567'],
  ['123', '123'],
  ['-1234.5678', '-1,234.5678'],
  ['', ''],
])('thousands %s', (value, text) => expect(thousands(value)).toBe(text));
test.each([
  [512, '512 B'],
  [20480, '20 KB'],
  [3_500_000, '3.3 MB'],
])('bytes %i', (size, text) => expect(bytes(size)).toBe(text));
test('what is not an instant is shown as it is', () => expect(moment('soon')).toBe('soon'));
test('Chinese characters are wider', () => expect(widthOf('店a')).toBe(22));
test.each([
  ['2026-11-26T18:59:59Z', '2026-11-27 02:59'],
  ['2026-11-26T23:30:00-05:00', '2026-11-27 12:30'],
  ['2026-12-31T16:00:00.123Z', '2027-01-01 00:00'],
])('%s is %s in China, wherever it is read', (instant, text) => {
  expect(moment(instant)).toBe(text);
  expect(moment(instantOf(text.replace(' ', 'T')))).toBe(text);
});
test.each([
  ['1200000.0000', 4, '1200000'],
  ['26445.3000', 4, '26445.30'],
  ['0.2664', 4, '0.2664'],
  ['12.50', 2, '12.50'],
  ['1000', 4, '1000'],
])('%s kept to %i decimals is shown as %s', (text, decimals, shown) => expect(trimmed(text, decimals)).toBe(shown));
