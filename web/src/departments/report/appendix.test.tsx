// Every figure of the appendix says what it counts: in the words that the report has, or by the names of the directory.
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { catalogueQ } from '../../measure/queries';
import { show } from '../../test-page';
import { Appendix } from './Appendix';
import { PaperContext, type Paper } from './context';

const figure = (id: string, where: Record<string, string[]>, said: string) => ({
  id,
  measure: 'sales',
  zh: '销售额',
  en: 'Sales',
  label: { zh: '半夏', en: '半夏' },
  unit: 'yuan',
  good: 'up',
  about: { zh: '实收金额之和', en: '' },
  value: '12.50',
  query: { from: '2026-10-01', to: '2026-10-31', where, said: { zh: said, en: said } },
});

test('a brand and a shop of one name are told apart', async () => {
  const dims = [{ name: 'shop', zh: '店铺', en: 'Shop', record: 'shop' }];
  vi.stubGlobal('fetch', async () => {
    const found = [{ id: '1', label: '半夏', sub: 'M01-B120' }];
    return new Response(JSON.stringify(found), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  const figures = [figure('a', { brand: ['B020'] }, '品牌 半夏'), figure('b', { shop: ['M01-B120'] }, '')];
  const paper = { document: { data_version: '1.1', figures }, figure: (id: string) => figures.find((f) => f.id === id), open: () => undefined };
  show(
    <PaperContext value={paper as unknown as Paper}>
      <Appendix />
    </PaperContext>,
    { known: [[catalogueQ.queryKey, { measures: [], dims }]] },
  );
  const lines = await screen.findAllByRole('row', { name: /^半夏 · 销售额/ });
  await vi.waitFor(() =>
    expect(lines.map((line) => [...line.querySelectorAll('td')].slice(1).map((cell) => cell.textContent))).toEqual([
      ['品牌 半夏', '2026-10-01 ~ 10-31', '1.1', '实收金额之和'],
      ['店铺 半夏', '2026-10-01 ~ 10-31', '1.1', '实收金额之和'],
    ]),
  );
});
