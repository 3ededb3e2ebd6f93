// Numbers are understood however they are typed, and what is no number is not lost.
import { expect, test } from 'vitest';
import { compile } from './compile';
import { filledUp, readNumber, typedValue } from './number';

test.each([
  ['1200', '1200'],
  ['１２００', '1200'],
  ['１２，０００．５０', '12000.50'],
  ['１２。５', '12.5'],
  ['1,234,567.8', '1234567.8'],
  ['1，234', '1234'],
  ['1,5', null],
  ['12,34', null],
  ['¥ 12.00', '12.00'],
  ['￥１２', '12'],
  ['－５', '-5'],
  ['−5', '-5'],
  ['＋5', '5'],
  ['.5', '0.5'],
  ['5.', '5'],
  ['007', '7'],
  ['　12　', '12'],
  ['99999999999999999.01', '99999999999999999.01'],
  ['abc', null],
  ['12abc', null],
  ['1.2.3', null],
  ['1-2', null],
  ['-', null],
  ['.', null],
  ['1e3', null],
  ['', null],
])('%s is %s', (typed, number) => {
  expect(readNumber(typed)).toBe(number);
});

const field = (schema: object) => compile({ properties: { x: { title: '面积', ...schema } } }, 'zh')[0]!;
const area = field({ type: 'string', format: 'decimal', 'x-decimals': 2 });
const rate = field({ type: 'string', format: 'decimal', 'x-unit': '%' });
const money = field({ type: 'string', format: 'money' });
const days = field({ type: 'integer' });

test.each([
  [area, '１２００', '1200', '1200.00'],
  [area, '12.345', '12.345', '12.345'],
  [area, '一百', '一百', '一百'],
  [area, '  ', null, null],
  [money, '5.', '5', '5.00'],
  [money, '12 元', '12', '12.00'],
  [money, '12万', '12万', '12万'],
  [rate, '４．３９％', '4.39', '4.39'],
  [area, '12%', '12%', '12%'],
  [days, '３０', 30, 30],
  [days, '3.5', '3.5', '3.5'],
  [days, '12345678901234567890', '12345678901234567890', '12345678901234567890'],
])('%#: %s is held as it is typed and filled up on leaving', (of, typed, held, left) => {
  expect(typedValue(of, typed)).toBe(held);
  expect(filledUp(of, typedValue(of, typed))).toBe(left);
});
