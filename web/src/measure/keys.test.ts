// What rows and columns are called.
import { expect, test } from 'vitest';
import { keyText, nameOf, shortKey } from './keys';

test.each([
  ['weekday', '1', '周一', 'Mon'],
  ['weekday', '7', '周日', 'Sun'],
  ['hour', '9', '9 时', '9:00'],
  ['week', '2026-W07', '2026 第 7 周', '2026-W07'],
  ['month', '2026-11', '2026-11', '2026-11'],
  ['brand', null, '未标明', 'Not stated'],
])('%s %s', (dim, key, zh, en) => expect([keyText(dim, key, 'zh'), keyText(dim, key, 'en')]).toEqual([zh, en]));

test('the name of the server comes first', () => {
  const row = { keys: { brand: 'B001' }, labels: { brand: '山野火锅' }, values: {} };
  expect(nameOf(row, 'brand', 'zh')).toBe('山野火锅');
  expect(nameOf({ ...row, labels: {} }, 'brand', 'zh')).toBe('B001');
  expect(shortKey('day', '2026-11-21', 'zh')).toBe('11-21');
});
