// Figures in short and in full, and where the steps of a waterfall float.
import { expect, test } from 'vitest';
import { drawn, inFull, inShort, shortParts } from './figures';
import { floats } from './options';

test.each([
  ['6842113.50', 'yuan', 'zh', '684.2万'],
  ['6842113.50', 'yuan', 'en', '6.8M'],
  ['18420000', 'count', 'zh', '1,842万'],
  ['123456789', 'yuan', 'zh', '1.2亿'],
  ['-52000', 'yuan', 'zh', '-5.2万'],
  [118600, 'count', 'zh', '11.9万'],
  [986, 'count', 'zh', '986'],
  ['5691.82', 'yuan', 'zh', '5,692'],
  ['57.50', 'per_ticket', 'zh', '57.50'],
  ['0.314', 'percent', 'zh', '31.4%'],
  [null, 'yuan', 'zh', '—'],
  [0, 'count', 'zh', '0'],
  ['3.25', 'quantity', 'en', '3.3'],
] as const)('%s %s in %s', (value, unit, lang, text) => {
  expect(inShort(value, unit, lang)).toBe(text);
});

test.each([
  ['6842113.50', 'yuan', '¥ 6,842,113.50'],
  ['0.3146', 'percent', '31.46%'],
  [118600, 'count', '118,600'],
  ['2773.000', 'quantity', '2,773'],
  ['5767.660', 'quantity', '5,767.66'],
  ['1.93', 'per_ticket', '1.93'],
  [undefined, 'yuan', '—'],
] as const)('%s %s in full', (value, unit, text) => {
  expect(inFull(value, unit)).toBe(text);
});

test('a tile sets the unit apart', () => expect(shortParts('6842113.5', 'yuan', 'zh')).toEqual(['684.2', '万']));
test('what is missing is not drawn as zero', () => expect([drawn(null), drawn(''), drawn('0')]).toEqual([null, null, 0]));

test('steps float between the levels', () => {
  expect(floats([100, -30, 20, 90])).toEqual([
    { low: 0, size: 100, end: 100 },
    { low: 70, size: 30, end: 70 },
    { low: 70, size: 20, end: 90 },
    { low: 0, size: 90, end: 90 },
  ]);
});
