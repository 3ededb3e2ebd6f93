// The filter grammar: choices, ranges and relative days, and what a chip says about them.
import { expect, test } from 'vitest';
import { schemas } from '../../mock/schemas.mjs';
import { compile } from './compile';
import { filterText, readChoices, readRange, resolveDay, writeChoices, writeRange } from './filters';

const fields = Object.fromEntries([...compile(schemas.brand, 'zh'), ...compile(schemas.shop, 'zh')].map((f) => [f.key, f]));
const words = { yes: '是', no: '否' };

test.each([
  ['1000..', { from: '1000', to: '' }],
  ['..+90d', { from: '', to: '+90d' }],
  ['1.5..2.5', { from: '1.5', to: '2.5' }],
  ['text', { from: '', to: '' }],
])('range %s', (text, range) => {
  expect(readRange(text)).toEqual(range);
});
test('ranges and choices are written back', () => {
  expect([writeRange({ from: '', to: '' }), writeRange({ from: '1', to: '' }), writeChoices(readChoices('a,b,'))]).toEqual(['', '1..', 'a,b']);
});

test.each([
  ['+90d', '2027-02-20'],
  ['-30d', '2026-10-23'],
  ['+0d', '2026-11-22'],
  ['2026-01-31', '2026-01-31'],
  ['', ''],
])('day %s', (word, day) => {
  expect(resolveDay(word, '2026-11-22')).toBe(day);
});

test.each([
  ['category', 'food,retail', '餐饮、零售'],
  ['category', 'gone', 'gone'],
  ['flagship', 'true', '是'],
  ['flagship', 'false', '否'],
  ['ticket', '10..', '≥ 10'],
  ['ticket', '..20', '≤ 20'],
  ['ticket', '10..20', '10 ~ 20'],
  ['joined_on', '2026-01-01..2026-01-01', '2026-01-01'],
  ['name', '咖啡', '咖啡'],
  ['site', 'a,b', '云汇广场、b'],
])('chip %s=%s', (key, value, text) => {
  expect(filterText(fields[key]!, value, words, (id) => (id === 'a' ? '云汇广场' : id))).toBe(text);
});
