// How references are shown: by the names that came with the row, without asking for them again.
import { expect, test, vi } from 'vitest';
import { screen } from '@testing-library/react';
import { show } from '../test-page';
import { Cell } from './Cell';
import { compile } from './compile';

const fields = compile(
  {
    properties: {
      sites: { title: '可见门店', type: 'array', items: { type: 'string', format: 'ref', 'x-ref': 'site' } },
      owner: { title: '所有者', type: 'string', format: 'ref', 'x-ref': 'user' },
    },
  },
  'zh',
);

test.each([
  ['sites', { sites: ['1', '2'], _labels: { sites: ['江月天地', '滨河路店'] } }, '江月天地、滨河路店'],
  ['sites', { sites: ['1', '2'], _labels: { sites: ['江月天地', null] } }, '江月天地、（已不存在）'],
  ['sites', { sites: [], _labels: { sites: [] } }, '—'],
  ['owner', { owner: '3', _labels: { owner: '李娜' } }, '李娜'],
])('%s of %j reads “%s”', async (key, row, text) => {
  const asked = vi.fn();
  vi.stubGlobal('fetch', asked);
  show(<div data-testid="cell">{fields.filter((f) => f.key === key).map((f) => <Cell key={key} field={f} row={row} />)}</div>);
  expect((await screen.findByTestId('cell')).textContent).toBe(text);
  expect(asked).not.toHaveBeenCalled();
});
