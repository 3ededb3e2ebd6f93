// The history of a report shows the words that were written, and its figures by their names.
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { catalogueQ } from '../../measure/queries';
import { Changes } from '../../record/History';
import { show } from '../../test-page';
import { lastReturn } from './returned';

const catalogue = { measures: [{ name: 'sales', zh: '销售额', en: 'Sales' }], dims: [{ name: 'brand', zh: '品牌', en: 'Brand', record: 'brand' }] };
const json = (body: unknown) => new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } });

test.each([
  [{}, { plan: '做会员日' }, '下月计划：做会员日'],
  [{ plan: '旧' }, { plan: '新' }, '下月计划：旧 → 新'],
  [{ plan: '旧' }, {}, '下月计划：旧 → （空）'],
  [{ lead: '我的' }, {}, '经营结果：我的 → 起草的文字'],
  [{}, { lead: '好：{{sales~last_year}}，{{sales.brand.B020}}' }, '经营结果：好：〔销售额 · 同比〕，〔半夏 · 销售额〕'],
  [{ plan: '同', lead: '甲' }, { plan: '同', lead: '乙' }, '经营结果：甲 → 乙'],
  [{}, {}, '没有改动'],
])('%j, %j', async (before, after, told) => {
  vi.stubGlobal('fetch', async () => json([{ id: '1', label: '半夏', sub: 'B020' }]));
  const none = <p>没有改动</p>;
  show(
    <main>
      <Changes type="report" event={{ before: { texts: before }, after: { texts: after } }} fields={[]} none={none} />
    </main>,
    { known: [[catalogueQ.queryKey, catalogue]] },
  );
  await vi.waitFor(() => expect(screen.getByRole('main')).toHaveTextContent(told));
});

const event = (name: string, reason: string | null) => ({ seq: 1, event: name, after: { reason } });
test.each([
  [[{ items: [event('submit', null), event('return', '数字不对')], next: null }], '数字不对'],
  [[{ items: [event('submit', null), event('edit', null)], next: 7 }, { items: [event('return', '太短')], next: null }], '太短'],
  [[{ items: [event('submit', null), event('create', null)], next: null }], undefined],
])('the reason of the last return is found however much was written since: %j', async (pages, reason) => {
  const left = [...pages];
  vi.stubGlobal('fetch', async () => json(left.shift()));
  expect((await lastReturn('r1'))?.after?.reason).toBe(reason);
});
