// Which items are slow, and when they were last sold.
import { expect, test } from 'vitest';
import { lastSold, slow } from './slow';

const row = (key: string | null, days: string | null, sales: string | null = '1.00') => ({
  keys: { item: key },
  labels: {},
  values: { days_without_sale: days, sales },
});

test('only named items that were sold once and not for long', () => {
  expect(
    slow([row('A', '40'), row('B', '13'), row(null, '90'), row('C', null), row('D', '14'), row('E', '710', null)], 'item', 14).map(
      (r) => r.keys.item,
    ),
  ).toEqual(['A', 'D']);
});
test('days are counted back from the last day of the data', () =>
  expect([lastSold('2026-11-21', 0), lastSold('2026-03-01', 1)]).toEqual(['2026-11-21', '2026-02-28']));
