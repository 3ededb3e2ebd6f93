// What came of ending a row: kept where others refer to it, deleted where none does.
import { expect, test, vi } from 'vitest';
import type { Row } from '../api/wire';
import { act, END } from './acts';

const row: Row = { id: 'r1', version: 3 };
const problem = (status: number) => [status, { code: 'x', zh: '不行', en: 'no' }] as const;

test.each([
  ['it is still there', [200, { id: 'r1', version: 4, ended_at: '2026-11-26T00:00:00Z' }] as const, { gone: false }],
  ['it is gone', problem(404), { gone: true }],
  ['nobody can say', problem(500), {}],
])('%s', async (_, [status, body], told) => {
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    sent.push(`${init.method ?? 'GET'} ${url}`);
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
  });
  expect(await act('brand', END, row, undefined)).toEqual(told);
  expect(sent).toEqual(['DELETE /api/records/brand/r1', 'GET /api/records/brand/r1']);
});

test('what was refused is not asked about', async () => {
  const fetch = vi.fn(async () => new Response(JSON.stringify(problem(412)[1]), { status: 412, headers: { 'content-type': 'application/json' } }));
  vi.stubGlobal('fetch', fetch);
  await expect(act('brand', END, row, undefined)).rejects.toThrow();
  expect(fetch).toHaveBeenCalledTimes(1);
});
