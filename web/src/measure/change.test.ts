// Moves of figures: percent, points, and when nothing can be said.
import { expect, test } from 'vitest';
import { changeOf, shareOf } from './change';

test.each([
  ['103', '100', 'yuan', 'up', { direction: 1, amount: '3.0', points: false, news: 'good' }],
  ['94.2', '100', 'yuan', 'up', { direction: -1, amount: '5.8', points: false, news: 'bad' }],
  ['0.12', '0.10', 'percent', 'down', { direction: 1, amount: '2.0', points: true, news: 'bad' }],
  ['0.08', '0.10', 'percent', 'down', { direction: -1, amount: '2.0', points: true, news: 'good' }],
  ['110', '100', 'count', 'none', { direction: 1, amount: '10.0', points: false, news: 'none' }],
  ['100.01', '100', 'yuan', 'up', { direction: 0, amount: '0.0', points: false, news: 'none' }],
  ['5', '-10', 'yuan', 'up', { direction: 1, amount: '150.0', points: false, news: 'good' }],
  ['100000', '1', 'yuan', 'up', { direction: 1, amount: '>999', points: false, news: 'good' }],
  ['0.3', '0', 'percent', 'up', { direction: 1, amount: '30.0', points: true, news: 'good' }],
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
