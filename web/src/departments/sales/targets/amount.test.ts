// Amounts are read as the server reads them, and shown as people write them.
import { expect, test } from 'vitest';
import { bare, gapOf, readAmount, showAmount, showGap, sumOf } from './amount';

test.each([
  ['1,200,000.00', '1200000'],
  ['１２０，０００', '120000'],
  ['120万', '1200000'],
  ['1.2亿', '120000000'],
  ['3千', '3000'],
  ['¥ 1,200元', '1200'],
  ['26.64%', '0.2664'],
  ['0.333333333', '0.3333'],
  ['007', '7'],
  ['.5', '0.5'],
  [' 80 000 ', '80000'],
  ['', ''],
  ['-', ''],
  ['无', ''],
  ['0', '0'],
  ['-5', null],
  ['十二', null],
  ['1,2', null],
  ['12,00', null],
  ['1.2.3', null],
  ['%', null],
])('%j means %j', (typed, meant) => expect(readAmount(typed)).toBe(meant));

test.each([
  ['1200000', 'yuan', '1,200,000', '1200000'],
  ['241362.5', 'yuan', '241,362.50', '241362.5'],
  ['1234.56', 'count', '1,234.56', '1234.56'],
  ['0.2664', 'percent', '26.64%', '26.64%'],
  ['0.5', 'percent', '50%', '50%'],
  ['', 'yuan', '', ''],
  ['很多', 'yuan', '很多', '很多'],
] as const)('%j in %s is shown as %j and edited as %j', (text, unit, shown, edited) => {
  expect(showAmount(text, unit)).toBe(shown);
  expect(bare(text, unit)).toBe(edited);
  // What is copied means the same when it is pasted.
  expect(readAmount(edited) ?? edited).toBe(text);
});

test.each([
  [['31000', '28000'], '59000'],
  [['0.1', '0.2'], '0.3'],
  [['120万', '1'], '1200001'],
  [['1', ''], null],
  [['1', '很多'], null],
  [[], null],
])('%j make %j', (cells, sum) => expect(sumOf(cells)).toBe(sum));

test('a year differs from its months exactly', () => {
  const months = Array.from({ length: 12 }, () => '10.1');
  expect(gapOf('121.2', months)).toBe('0');
  expect(gapOf('120', months)).toBe('-1.2');
  expect(gapOf('', months)).toBeNull();
  expect(gapOf('120', [...months.slice(1), ''])).toBeNull();
});

test.each([
  ['0.00', '0'],
  ['-1385504.16', '−1,385,504.16'],
  ['1500', '+1,500'],
  [null, '—'],
])('a gap of %j is told as %j', (gap, told) => expect(showGap(gap, 'yuan')).toBe(told));
