// A card stands on the first dimension that the sales have names of.
import { expect, test } from 'vitest';
import type { Answer } from '../../../measure/wire';
import { firstKnown } from './useKnownDim';

const answer = (dim: string, keys: (string | null)[]) =>
  ({ rows: keys.map((key) => ({ keys: { [dim]: key }, labels: {}, values: { sales: '1' } })) }) as unknown as Answer;

test.each([
  ['the first that has names', { brand: ['B1', null], category: ['C1'] }, 'brand', ['brand']],
  ['past what nobody named', { brand: [null], category: ['C1'] }, 'category', ['brand', 'category']],
  ['past what is not there at all', { brand: [], category: [null], item: ['I1'] }, 'item', ['brand', 'category', 'item']],
  ['the first of all where nothing has names', { brand: [], category: [], item: [] }, 'brand', ['brand', 'category', 'item']],
])('%s', async (_, sales, dim, asked) => {
  const questions: string[] = [];
  const known = await firstKnown(['brand', 'category', 'item'], (name) => {
    questions.push(name);
    return Promise.resolve(answer(name, (sales as Record<string, (string | null)[]>)[name] ?? []));
  });
  expect(known).toBe(dim);
  expect(questions).toEqual(asked);
});
