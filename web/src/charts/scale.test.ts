// Axes that do not begin at nought: their steps are round, and no two marks beside each other read alike.
import { expect, test } from 'vitest';
import { markOf, scaleOf } from './scale';

const marks = (low: number, high: number, lang: 'zh' | 'en', unit: 'yuan' | 'percent' = 'yuan') => {
  const { min, max, step } = scaleOf(low, high);
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, i) => markOf(min + i * step, step, unit, lang));
};

test.each([
  [1_610_000, 1_810_000, 'en', ['1.60M', '1.65M', '1.70M', '1.75M', '1.80M', '1.85M']],
  [1_610_000, 1_810_000, 'zh', ['160万', '165万', '170万', '175万', '180万', '185万']],
  [7_920_000, 8_650_000, 'zh', ['780万', '800万', '820万', '840万', '860万', '880万']],
  [940_000, 1_030_000, 'en', ['925k', '950k', '975k', '1.000M', '1.025M', '1.050M']],
  [41_000_000, 45_900_000, 'zh', ['4,000万', '4,200万', '4,400万', '4,600万']],
  [0, 31, 'en', ['0', '10', '20', '30', '40']],
  [500.2, 509.9, 'zh', ['500.0', '502.5', '505.0', '507.5', '510.0']],
] as const)('from %d to %d in %s', (low, high, lang, told) => expect(marks(low, high, lang)).toEqual(told));

test('percents have the digits of their step', () => {
  expect(marks(0.301, 0.3115, 'zh', 'percent')).toEqual(['30.0%', '30.5%', '31.0%', '31.5%']);
  expect(marks(0.301, 0.322, 'zh', 'percent')).toEqual(['30%', '31%', '32%', '33%']);
});
test('a single level has an axis too', () => expect(marks(5, 5, 'zh').length).toBeLessThan(8));
