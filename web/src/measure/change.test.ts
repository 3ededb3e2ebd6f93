// Moves of figures: percent, points, and when nothing can be said.
import { expect, test } from 'vitest';
import { changeOf, shareOf } from './change';

test.each([
  ['103', '100', 'yuan', 'up', { direction: 1, amount: '3.0', in: 'percent', news: 'good' }],
  ['94.2', '100', 'yuan', 'up', { direction: -1, amount: '5.8', in: 'percent', news: 'bad' }],
  ['0.12', '0.10', 'percent', 'down', { direction: 1, amount: '2.0', in: 'points', news: 'bad' }],
  ['0.08', '0.10', 'percent', 'down', { direction: -1, amount: '2.0', in: 'points', news: 'good' }],
  ['110', '100', 'count', 'none', { direction: 1, amount: '10.0', in: 'percent', news: 'none' }],
  ['100.01', '100', 'yuan', 'up', { direction: 0, amount: '0.0', in: 'percent', news: 'none' }],
  ['5', '-10', 'yuan', 'up', { direction: 1, amount: '150.0', in: 'percent', news: 'good' }],
  ['100000', '1', 'yuan', 'up', { direction: 1, amount: '>10', in: 'times', news: 'good' }],
  ['11', '1', 'yuan', 'up', { direction: 1, amount: '1000.0', in: 'percent', news: 'good' }],
  ['0', '0', 'percent', 'down', { direction: 0, amount: '0.0', in: 'points', news: 'none' }],
  ['0.3', '0', 'percent', 'up', { direction: 1, amount: '30.0', in: 'points', news: 'good' }],
] as const)('%s against %s (%s, good is %s)', (now, before, unit, good, expected) => {
  expect(changeOf(now, before, unit, good)).toEqual(expected);
});

test.each([
  [null, '1'],
  ['1', null],
  ['1', undefined],
  ['1', '0'],
  ['', '1'],
])('%s against %s says nothing', (now, before) => expect(changeOf(now, before, 'yuan')).toBeNull());

test.each([
  ['25', '200', '12.5%'],
  ['25', '0', null],
  [null, '200', null],
  ['25', null, null],
])('%s of %s', (part, whole, text) => expect(shareOf(part, whole)).toBe(text));
