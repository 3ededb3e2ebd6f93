// What leaves the browser: keys that make a repeat harmless, versions, and what happens when nobody is signed in.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fileName, onSignedOut, query, read, uuid, write } from './client';

const json = (status: number, body: unknown, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
const calls = () =>
  vi
    .mocked(fetch)
    .mock.calls.map(([url, init]) => ({ url: String(url), init: init as RequestInit, headers: init?.headers as Record<string, string> }));

beforeEach(() => {
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => json(200, { id: '1' })),
  );
});
afterEach(() => {
  onSignedOut(() => {});
});

test('a write carries a key, its version and JSON', async () => {
  await write('PATCH', '/records/brand/1', { body: { name: '甲' }, version: 4 });
  const [call] = calls();
  expect(call?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  expect(call?.headers['if-match']).toBe('"4"');
  expect(call?.headers['content-type']).toBe('application/merge-patch+json');
  expect(call?.init.body).toBe('{"name":"甲"}');
});

test('after a lost connection the same write repeats its key, after an answer it does not', async () => {
  vi.mocked(fetch).mockRejectedValueOnce(new TypeError('network'));
  const post = () => write('POST', '/records/brand', { body: { name: '乙' } });
  await expect(post()).rejects.toMatchObject({ status: 0 });
  await post();
  await post();
  const keys = calls().map((c) => c.headers['idempotency-key']);
  expect(keys[1]).toBe(keys[0]);
  expect(keys[2]).not.toBe(keys[0]);
});

test('a refusal ends the key, so that the next try is a new one', async () => {
  vi.mocked(fetch).mockResolvedValueOnce(json(409, { code: 'busy', zh: '忙', en: 'busy' }));
  const post = () => write('POST', '/records/brand', { body: { name: '丙' } });
  await expect(post()).rejects.toMatchObject({ status: 409, code: 'busy' });
  await post();
  const keys = calls().map((c) => c.headers['idempotency-key']);
  expect(keys[1]).not.toBe(keys[0]);
});

test('an ended session is told, except when asking whether there is one', async () => {
  const told = vi.fn();
  onSignedOut(told);
  vi.mocked(fetch).mockImplementation(async () => json(401, { code: 'session.none', zh: '请先登录', en: 'Sign in' }));
  await expect(read('/session', { quiet401: true })).rejects.toMatchObject({ status: 401 });
  expect(told).not.toHaveBeenCalled();
  await expect(read('/records/brand')).rejects.toMatchObject({ status: 401 });
  expect(told).toHaveBeenCalledOnce();
});

test('an empty answer is no answer', async () => {
  vi.mocked(fetch).mockResolvedValueOnce(new Response(null, { status: 204 }));
  await expect(write('DELETE', '/records/brand/1')).resolves.toBeUndefined();
});

test('ids are made without https too', () => {
  const own = crypto.randomUUID;
  Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
  const made = [uuid(), uuid()];
  Object.defineProperty(crypto, 'randomUUID', { value: own, configurable: true });
  for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(made[0]).not.toBe(made[1]);
});

test.each([
  [`attachment; filename="__.xlsx"; filename*=UTF-8''%E5%93%81%E7%89%8C.xlsx`, '品牌.xlsx'],
  ['attachment; filename="a.pdf"', 'a.pdf'],
  [null, 'x.xlsx'],
])('a download is called %s', (header, name) => {
  expect(fileName(header, 'x.xlsx')).toBe(name);
});

test('addresses stay readable and safe', () => {
  expect(query({ 'f.state': 'a,b', 'f.rent': '1000..', q: '咖啡 & 茶', empty: '', none: undefined, size: 20 })).toBe(
    '?f.state=a,b&f.rent=1000..&q=%E5%92%96%E5%95%A1%20%26%20%E8%8C%B6&size=20',
  );
  expect(query({})).toBe('');
});
