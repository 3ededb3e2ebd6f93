// Who was given no site is told so, on the first page and above every other.
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { typesQ } from '../api/session';
import { person, show } from '../test-page';
import Home from './Home';
import { NoSites, siteless } from './NoSites';

const site = { id: '1', code: 'M01', name: '云汇广场', kind: 'mall' as const };

test.each([
  [{ all_sites: false, sites: [] }, true],
  [{ all_sites: false, sites: [site] }, false],
  [{ all_sites: true, sites: [] }, false],
])('%j', (change, none) => expect(siteless(person(change))).toBe(none));

test('the first page says so instead of opening an empty one', async () => {
  const me = person({ all_sites: false, may: { shop: ['read'] } });
  const types = [{ type: 'shop', zh: '店铺', en: 'Shops', icon: '', department: 'organisation' }];
  show(
    <>
      <NoSites />
      <Home />
    </>,
    { me, known: [[typesQ.queryKey, types]] },
  );
  expect(await screen.findByRole('heading', { name: '您还没有负责的门店' })).toBeInTheDocument();
  expect(screen.getByText('请联系管理员。')).toBeInTheDocument();
  expect(screen.queryByRole('status')).toBeNull();
});
