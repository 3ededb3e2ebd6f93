// What a shop sold, on its own page: each figure opens its facts and asks why; where nothing was sold that is said.
import { expect, test } from 'vitest';
import { screen } from '@testing-library/react';
import type { Row } from '../../api/wire';
import { answerQ } from '../../measure/queries';
import type { Answer, Compare } from '../../measure/wire';
import { person, show } from '../../test-page';
import Selling from './Selling';

const SHOP = { id: '7', code: 'M01-201', name: '山野火锅' } as unknown as Row;
const me = person({ data_until: '2026-11-21', may: { measure: ['read'] } });
const where = { shop: ['M01-201'] };
const asked = (from: string, to: string, against: Compare) => answerQ({ measures: ['sales'], from, to, where, compare: [against] }).queryKey;
const answered = (side: 'previous' | 'last_year', now: string | null, before: string | null) =>
  ({ data_version: '3', total: { values: { sales: now }, [side]: { sales: before } }, rows: [], compare: { [side]: { way: side, from: '2026-11-02', to: '2026-11-08' } } }) as unknown as Answer;

const KNOWN: [readonly unknown[], unknown][] = [
  [asked('2026-11-09', '2026-11-15', 'previous'), answered('previous', '1100.00', '1000.00')],
  [asked('2026-11-01', '2026-11-21', 'last_year_by_role'), answered('last_year', '9000.00', '10000.00')],
  [asked('2026-01-01', '2026-11-21', 'last_year_by_role'), answered('last_year', null, null)],
];

test('each period shows its sales, its change, and the way to why', async () => {
  show(<Selling dim="shop" row={SHOP} />, { me, known: KNOWN });
  expect(await screen.findByRole('button', { name: '1,100元' })).toBeInTheDocument();
  expect(screen.getByText('10.0%', { selector: '.rise' })).toBeInTheDocument();
  expect(screen.getByText('10.0%', { selector: '.fall' })).toBeInTheDocument();
  expect(screen.getByText('没有销售')).toBeInTheDocument();
  const why = screen.getAllByRole('link', { name: /为什么/ });
  expect(why.map((link) => link.getAttribute('href'))).toEqual([
    '/sales/why?measure=sales&period=2026-11-09..2026-11-15&against=previous&where.shop=M01-201',
    '/sales/why?measure=sales&period=2026-11-01..2026-11-21&against=last_year_by_role&where.shop=M01-201',
  ]);
  expect(screen.getByRole('link', { name: '目标进度' })).toHaveAttribute('href', '/sales/progress?where.shop=M01-201');
});

test('who may not see figures sees none', () => {
  show(<Selling dim="shop" row={SHOP} />, { me: person({ data_until: '2026-11-21' }), known: KNOWN });
  expect(screen.queryByText('销售额')).toBeNull();
});

test('an item has no target', async () => {
  show(<Selling dim="item" row={SHOP} />, { me, known: KNOWN });
  expect(await screen.findByRole('link', { name: '销售分析' })).toBeInTheDocument();
  expect(screen.queryByRole('link', { name: '目标进度' })).toBeNull();
});
