// What is offered next, and how the values of a dimension are told: pure parts of the strip under the sentences.
import { expect, test } from 'vitest';
import type { AnswerRow, Dim } from '../../../measure/wire';
import { closerSteps, valuesOf } from './closer';

const dims = ['site', 'floor', 'category', 'shop', 'brand'].map((name) => ({ name, time: false }) as Dim);

test.each([
  [{}, [['site', 'floor', 'category'], ['shop'], ['brand']]],
  [{ site: ['M01'] }, [['floor', 'category'], ['shop'], ['brand']]],
  [{ site: ['M01'], floor: ['L2'] }, [['category'], ['shop'], ['brand']]],
  [{ site: ['M01'], floor: ['L2'], category: ['M-WOMEN'] }, [['shop'], ['brand']]],
  [{ site: ['M01'], floor: ['L2'], category: ['M-WOMEN'], shop: ['M01-L219'], brand: ['B001'] }, []],
])('within %o one may look closer by %o', (where, steps) => expect(closerSteps(where, dims)).toEqual(steps));

test('what the figure is not counted by is not offered', () => {
  expect(closerSteps({}, dims.slice(0, 1))).toEqual([['site']]);
});

const row = (floor: string | null, now: string | null, before: string | null): AnswerRow =>
  ({ keys: { floor }, labels: {}, values: { sales: now, average_price: now }, previous: { sales: before, average_price: before } }) as unknown as AnswerRow;
const rows = [row('L1', '120.00', '100.50'), row('L2', '50.00', '150.00'), row('L3', '30.00', null), row(null, '1.00', '999.00')];

test('the largest change comes first, whichever way it went, and what states no value is no choice', () => {
  expect(valuesOf(rows, 'floor', { name: 'sales' }, 'previous', 'zh')).toEqual([
    { code: 'L2', name: 'L2', change: '-100.00' },
    { code: 'L3', name: 'L3', change: '30.00' },
    { code: 'L1', name: 'L1', change: '19.50' },
  ]);
});

test('an average that was not there before has no change', () => {
  expect(valuesOf(rows, 'floor', { name: 'average_price' }, 'previous', 'zh').map((value) => value.change)).toEqual(['-100.00', '19.50', null]);
});
