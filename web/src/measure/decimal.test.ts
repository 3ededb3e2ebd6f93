// Exact decimals: rounding half away from zero, percent and points.
import { expect, test } from 'vitest';
import { percentChange, pointChange, rounded } from './decimal';

test.each([
  ['68421135.5', 1, -4, '6842.1'],
  ['123456789', 2, -8, '1.23'],
  ['999.995', 2, 0, '1000.00'],
  ['-1234567', 1, -4, '-123.5'],
  ['0.31449', 1, 2, '31.4'],
  ['0.0005', 1, 2, '0.1'],
  ['1186', 0, 0, '1186'],
  ['-0.05', 1, 0, '-0.1'],
  [12, 2, 0, '12.00'],
])('%s to %i places, times ten to %i', (value, places, power, text) => expect(rounded(value, places, power)).toBe(text));

test.each([
  ['103.1', '100', '3.1'],
  ['94.2', '100.0', '-5.8'],
  ['5', '-10', '150.0'],
  ['9865342.17', '8634001.02', '14.3'],
])('%s against %s', (now, before, text) => expect(percentChange(now, before, 1)).toBe(text));

test('a percent of zero does not exist', () => expect(percentChange('5', '0.00', 1)).toBeNull());
test('rates move by points', () => expect([pointChange('0.314', '0.308', 1), pointChange('0.30', '0.3141', 1)]).toEqual(['0.6', '-1.4']));
