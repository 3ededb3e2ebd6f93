// Every dictionary says the same in both languages: same keys, same blanks to fill, real Chinese and no Chinese in English.
import { expect, test } from 'vitest';
import { fill } from './words';

const files = import.meta.glob<{ zh: Record<string, string>; en: Record<string, string> }>('../**/words.ts', { eager: true });
const blanks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const NAMES = /云汇广场/g; // an example in a hint keeps its Chinese name

test('there are dictionaries to look at', () => expect(Object.keys(files).length).toBeGreaterThanOrEqual(3));

test.each(Object.entries(files))('%s', (_, { zh, en }) => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const [key, text] of Object.entries(zh)) {
    expect(text.trim(), key).not.toBe('');
    expect(en[key]?.trim(), key).not.toBe('');
    expect(blanks(en[key] ?? ''), key).toEqual(blanks(text));
    expect(en[key]?.replace(NAMES, ''), key).not.toMatch(/[\u4e00-\u9fff]/);
  }
});

test('blanks are filled, missing ones vanish', () => expect(fill('共 {n} 条{x}', { n: 3 })).toBe('共 3 条'));

test.each([
  [1, '1 row has'],
  ['1', '1 row has'],
  ['1,001', '1,001 rows have'],
  [0, '0 rows have'],
])('the word goes with the number: %s', (n, text) => expect(fill('{n} {n|row has|rows have}', { n })).toBe(text));

test.each([
  ['还没有{r}', 'API 令牌', '还没有 API 令牌'],
  ['还没有{r}', '品牌', '还没有品牌'],
  ['{f}从', 'Logo', 'Logo 从'],
  ['删除“{v}”', 'abc', '删除“abc”'],
  ['上移 {c}', 'abc', '上移 abc'],
  ['New {r}', 'API token', 'New API token'],
])('%s of %s', (text, r, filled) => expect(fill(text, { r, f: r, v: r, c: r })).toBe(filled));
