// Questions about figures as addresses, and filters read back from a page's own address.
import { expect, test } from 'vitest';
import { query } from '../api/client';
import { askParams, narrowed, readWhere, type Ask } from './ask';

test.each([
  [{ measures: ['sales'], from: '2026-11-01', to: '2026-11-30' }, '?measures=sales&from=2026-11-01&to=2026-11-30'],
  [
    {
      measures: ['sales', 'tickets'],
      from: '2026-11-01',
      to: '2026-11-30',
      by: ['site', 'month'],
      where: { site: ['M01', 'M02'], brand: [] },
      compare: ['previous', 'last_year_by_role'],
      order: '-sales',
      limit: 200,
    },
    '?measures=sales,tickets&from=2026-11-01&to=2026-11-30&where.site=M01,M02&by=site,month&compare=previous,last_year_by_role&order=-sales&limit=200',
  ],
] as [Ask, string][])('%j', (ask, address) => {
  expect(query(askParams(ask))).toBe(address);
});

test('filters are read from the address; what is empty is no filter', () => {
  expect(readWhere({ 'where.site': 'M01,M02', 'where.brand': '', rows: 'site' })).toEqual({ site: ['M01', 'M02'] });
});

test('a narrower condition takes the place of a wider one', () => {
  expect(narrowed({ site: ['M01', 'M02'], brand: ['B1'] }, 'site', 'M02')).toEqual({ site: ['M02'], brand: ['B1'] });
});
