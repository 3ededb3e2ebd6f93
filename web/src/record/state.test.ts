// The state of a list lives in the address and says the same to the server, to saved views and to exports.
import { expect, test } from 'vitest';
import { schemas } from '../../mock/schemas.mjs';
import { keepSite, readSearch, writeSearch } from '../frame/address';
import { clearedPart, pageMeant, readState, rowsMeant, savedPart, withFilters } from './state';

const site = { id: 's1', code: 'M01', name: '云汇广场', kind: 'mall' };
const state = (text: string) => readState(readSearch(text));

test('an address reads back as it was written', () => {
  const search = { view: 'trading', q: '咖啡', 'f.state': 'a,b', 'f.rent': '1000..', sort: '-rent' };
  expect(readSearch(writeSearch(search))).toEqual(search);
});

test('a page of rows is asked for in the grammar of the server', () => {
  const s = state('?view=trading&q=咖啡&f.rent=1000..&sort=-rent&size=50&after=c1&ended=1&open=x&form=y');
  expect(pageMeant(s, schemas.shop, site)).toEqual({
    q: '咖啡',
    ended: '1',
    'f.site': 's1',
    'f.state': 'trading',
    'f.rent': '1000..',
    size: '50',
    sort: '-rent',
    after: 'c1',
  });
});

test('an explicit filter beats the view, the view beats the chosen site; totals know no page', () => {
  expect(rowsMeant(state('?view=trading&f.state=closed&f.site=s2&after=c1'), schemas.shop, site)).toEqual({ 'f.site': 's2', 'f.state': 'closed' });
});

test('a record without sites does not mind the chosen site', () => expect(rowsMeant(state(''), schemas.brand, site)).toEqual({}));

test('an unknown size falls back, an empty filter does not filter', () => {
  expect(state('?size=7').size).toBe(20);
  expect(state('?f.state=').filters).toEqual({});
});

test('other filters replace all filters and start at the first page', () => {
  const search = readSearch('?f.a=1&f.b=2&q=x&after=c');
  expect(withFilters(search, { b: '3', c: '' })).toEqual({ after: undefined, before: undefined, 'f.a': undefined, 'f.b': '3', 'f.c': undefined });
});

test('a saved view keeps filters, order and columns, not the page nor what is open', () => {
  const search = readSearch('?view=v&q=x&f.a=1&sort=-a&cols=a,b&size=50&after=c&open=1&form=new&site=M01');
  expect(savedPart(search)).toEqual({ view: 'v', q: 'x', 'f.a': '1', sort: '-a', cols: 'a,b', size: '50' });
  expect(Object.keys(clearedPart(search)).sort()).toEqual(['after', 'before', 'cols', 'f.a', 'q', 'size', 'sort', 'view']);
});

test('the chosen site goes along from page to page until it is let go', () => {
  const go = (to: Record<string, string>) => keepSite({ search: { site: 'M01', q: 'x' }, next: () => to });
  expect(go({})).toEqual({ site: 'M01' });
  expect(go({ site: '' })).toEqual({ site: '' });
  expect(go({ site: 'M02' })).toEqual({ site: 'M02' });
});
