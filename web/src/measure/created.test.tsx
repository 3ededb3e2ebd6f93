// What a load made new: counted in words, named on request, and linked to its list for those who may see it.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { typesQ } from '../api/session';
import { person, show } from '../test-page';
import { CreatedNames } from './CreatedNames';
import { catalogueQ } from './queries';

const created = [
  { dim: 'item', count: 1251, names: ['上海青', '净藕'] },
  { dim: 'brand', count: 0, names: [] },
];
const known: [readonly unknown[], unknown][] = [
  [catalogueQ.queryKey, { measures: [], dims: [{ name: 'item', zh: '单品', en: 'Item', record: 'item', time: false }] }],
  [typesQ.queryKey, [{ type: 'item', zh: '单品', en: 'Items', icon: '', department: '' }]],
];

test('a line leads to the list, and tells the names to who reaches it', async () => {
  show(<CreatedNames created={created} />, { me: person({ may: { item: ['read'] } }), known });
  const line = await screen.findByRole('link', { name: '新建了 1,251 个单品' });
  expect(line).toHaveAttribute('href', '/r/item');
  await userEvent.tab();
  expect(await screen.findByText('上海青、净藕 等，另有 1,249 个')).toBeInTheDocument();
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('who may not see the list gets the line without a link', async () => {
  show(<CreatedNames created={created} />, { known });
  expect(await screen.findByText('新建了 1,251 个单品')).toBeInTheDocument();
  expect(screen.queryByRole('link')).toBeNull();
});
test('nothing new, nothing said', () => {
  show(<CreatedNames created={undefined} />);
  expect(screen.queryByRole('listitem')).toBeNull();
});
