// What has no name is no brand: it has no rank and no part in the running shares.
import { expect, test } from 'vitest';
import type { ParetoRow } from '../../../measure/wire';
import { ranked } from './ParetoTable';

const row = (key: string | null, share: string, cumulative: string): ParetoRow => ({ key, label: key, value: share, share, cumulative }) as ParetoRow;

test('the unnamed stand below the named', () => {
  const rows = ranked([row(null, '0.5', '0.5'), row('a', '0.25', '0.75'), row('b', '0.25', '1')]);
  expect(rows.map(({ key, no, cumulative }) => [key, no, Number(cumulative)])).toEqual([
    ['a', 1, 0.25],
    ['b', 2, 0.5],
    [null, null, 0.5],
  ]);
});

test('without unnamed ones nothing changes', () => {
  const rows = ranked([row('a', '0.6', '0.6'), row('b', '0.4', '1')]);
  expect(rows.map(({ no, cumulative }) => [no, cumulative])).toEqual([
    [1, '0.6'],
    [2, '1'],
  ]);
});
