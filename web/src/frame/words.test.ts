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
