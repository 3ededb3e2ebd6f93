// What an anomaly says of itself, and which weeks are drawn around it.
import { expect, test } from 'vitest';
import type { Row } from '../../../api/wire';
import { anomalyOf, around, daysOf, forecastOf } from './anomaly';

test('an anomaly names what it is of and its days', () => {
  const row = { id: '1', version: 1, measure: 'sales', level: 'shop', code: 'M01-L219', from_day: '2026-11-16', to_day: '2026-11-17' } as unknown as Row;
  expect(anomalyOf(row)).toEqual({ measure: 'sales', where: { shop: ['M01-L219'] }, days: { from: '2026-11-16', to: '2026-11-17' } });
});

test.each([
  ['2026-11-16', '2026-11-17', '2026-11-26', '2026-10-05', '2026-11-24'],
  ['2026-11-25', '2026-11-26', '2026-11-26', '2026-10-14', '2026-11-26'],
])('the weeks around %s to %s end with the data', (from, to, last, first, end) => {
  expect(around({ from, to }, last)).toEqual({ from: first, to: end });
});

test('days run from the first to the last over the end of a month', () => {
  expect(daysOf({ from: '2026-02-27', to: '2026-03-01' })).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
});

test.each([
  ['2026-11-24', '2026-11-24', { expected: 300, low: 200, high: 400 }],
  ['2026-11-23', '2026-11-24', { expected: 150, low: 100, high: 200 }],
])('what was forecast from %s to %s is drawn by the day', (from_day, to_day, told) => {
  expect(forecastOf({ id: '1', version: 1, from_day, to_day, expected: '300.0000', low: '200.0000', high: '400.0000' } as unknown as Row)).toEqual(told);
});
