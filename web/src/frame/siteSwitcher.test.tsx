// The choice of a site is found by its name and code at once, and by pinyin as the server knows it.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { person, show } from '../test-page';
import { SiteSwitcher } from './SiteSwitcher';

const names = ['云汇广场', '文三店', '滨江店', '临平店', '萧山店', '越城店', '柯桥店', '南湖店', '桐乡店'];
const sites = names.map((name, i) => ({ id: String(i), code: i ? `S0${i}` : 'M01', name, kind: 'store' as const }));

test.each([
  ['m01', ['云汇广场']],
  ['文三', ['文三店']],
  ['wensan', ['文三店']],
  ['s0', names.slice(1)],
  ['nowhere', []],
])('%s', async (words, told) => {
  vi.stubGlobal('fetch', async (url: string) => {
    const found = String(url).endsWith('q=wensan') ? [{ id: '1', label: '文三店', sub: 'S01' }] : [];
    return new Response(JSON.stringify(found), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  show(<SiteSwitcher />, { me: person({ sites }) });
  const box = await screen.findByRole('combobox');
  fireEvent.mouseDown(box);
  fireEvent.change(box, { target: { value: words } });
  await waitFor(() => expect([...document.querySelectorAll('.ant-select-item .look span:first-child')].map((x) => x.textContent)).toEqual(told));
  if (!told.length) expect(await screen.findByText('没有找到门店')).toBeInTheDocument();
});
