// Saving what an author types: in turn, never over somebody else's words, and nothing lost when it fails.
import { beforeEach, expect, test, vi } from 'vitest';
import { clashes, Saver } from './saver';
import type { Document, Texts } from './wire';

type Server = { version: number; texts: Texts; writes: Texts[] };
let server: Server;
/** What a write on its way waits for. */
let gate: Promise<void>;
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const documentOf = (version: number, texts: Texts) => ({ version, texts, figures: [] }) as unknown as Document;

beforeEach(() => {
  gate = Promise.resolve();
  server = { version: 3, texts: { lead: '旧' }, writes: [] };
  vi.stubGlobal('fetch', async (_: string, init: RequestInit = {}) => {
    if (init.method !== 'POST') return json(200, documentOf(server.version, server.texts));
    await gate;
    const match = (init.headers as Record<string, string>)['if-match'];
    if (match !== `"${server.version}"`) return json(412, { code: 'stale', zh: '其他人改过', en: 'stale' });
    const { texts } = JSON.parse(String(init.body)) as { texts: Texts };
    server.writes.push(texts);
    server.texts = { ...server.texts, ...texts };
    server.version += 1;
    return json(200, { id: '1', version: server.version, texts: server.texts });
  });
});
const saver = () => new Saver('1', documentOf(3, { lead: '旧' }), () => {});

test('two saves at once wait for each other', async () => {
  const one = saver();
  let open = () => {};
  gate = new Promise((done) => {
    open = done;
  });
  one.change('lead', '新');
  const first = one.flush();
  await vi.waitFor(() => expect(one.state().status).toBe('saving'));
  one.change('plan', '计划');
  setTimeout(open);
  expect(await Promise.all([first, one.flush(), one.flush()])).toEqual([true, true, true]);
  expect(server.texts).toEqual({ lead: '新', plan: '计划' });
  expect(server.writes).toEqual([{ lead: '新' }, { plan: '计划' }]);
  expect(one.state()).toMatchObject({ status: 'saved', texts: { lead: '新', plan: '计划' } });
});

test('words on another text go together', async () => {
  const one = saver();
  Object.assign(server, { version: 4, texts: { lead: '旧', support: '别人的' } });
  one.change('lead', '我的');
  expect(await one.flush()).toBe(true);
  expect(server.texts).toEqual({ lead: '我的', support: '别人的' });
});

test('on the same text the author chooses', async () => {
  const one = saver();
  Object.assign(server, { version: 4, texts: { lead: '别人的' } });
  one.change('lead', '我的');
  expect(await one.flush()).toBe(false);
  expect(one.state()).toMatchObject({ status: 'conflict', conflict: { lead: '别人的' }, texts: { lead: '我的' } });
  expect(server.texts.lead).toBe('别人的');
  expect(await one.flush()).toBe(true);
  expect(server.texts.lead).toBe('我的');
});

test('or leaves the words of the other', async () => {
  const one = saver();
  Object.assign(server, { version: 4, texts: { lead: '别人的' } });
  one.change('lead', '我的');
  await one.flush();
  one.drop(['lead']);
  await one.flush();
  expect(one.state()).toMatchObject({ status: 'saved', texts: { lead: '别人的' } });
  expect(server.writes).toEqual([]);
});

test('what could not be saved is kept and goes with the next try', async () => {
  const one = saver();
  const answer = globalThis.fetch;
  vi.stubGlobal('fetch', async () =>
    json(422, {
      code: 'invalid',
      zh: '有 1 处需要修改',
      en: 'invalid',
      errors: [{ pointer: '/texts/lead', code: 'figure', zh: '没有这个数字', en: 'no such figure' }],
    }),
  );
  one.change('lead', '{{nothing}}');
  expect(await one.flush()).toBe(false);
  expect(one.state()).toMatchObject({ status: 'failed', texts: { lead: '{{nothing}}' } });
  vi.stubGlobal('fetch', answer);
  one.change('lead', '好的');
  expect(await one.flush()).toBe(true);
  expect(server.texts.lead).toBe('好的');
});

test.each([
  [{ a: '我' }, { a: '旧' }, { a: '旧' }, []],
  [{ a: '我' }, { a: '旧' }, { a: '他' }, ['a']],
  [{ a: '同' }, { a: '旧' }, { a: '同' }, []],
  [{ a: '我' }, {}, { b: '他' }, []],
])('mine %j, base %j, theirs %j', (mine, base, theirs, keys) =>
  expect(clashes(mine as Texts, base as Texts, theirs as Texts)).toEqual(keys),
);
