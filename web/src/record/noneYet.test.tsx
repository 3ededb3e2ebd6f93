// A choice with nothing to choose from says what is missing, and leads on whom it may lead.
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { person, show } from '../test-page';
import { RefSelect } from './RefSelect';

const META = { title: '公司', properties: {}, 'x-record': { type: 'company', en: 'Companies', icon: '', title: 'name' } };
const answering = (found: () => unknown[]) =>
  vi.stubGlobal('fetch', async (url: string) => {
    const body = String(url).includes('/meta/') ? META : found();
    return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } });
  });

test.each([
  [{ company: ['read', 'create'] }, true, '还没有公司。新建公司', '/r/company?form=new'],
  [{ company: ['read'] }, true, '还没有公司。请有权限的同事先建好。', null],
  [{ company: ['read', 'create'] }, false, null, null],
])('who may %j, needed: %s', async (may, needed, told, link) => {
  answering(() => []);
  show(<RefSelect type="company" needed={needed} aria-label="所属公司" />, { me: person({ may }) });
  const select = await screen.findByRole('combobox');
  if (told === null) expect(screen.queryByText(/还没有/)).toBeNull();
  else expect(await screen.findByText(/还没有公司/)).toHaveTextContent(told);
  if (link) expect(screen.getByRole('link')).toHaveAttribute('href', link);
  else expect(screen.queryByRole('link')).toBeNull();
  // Opened, it says so where the choices would be.
  await userEvent.click(select);
  expect((await screen.findAllByText(/还没有公司/)).length).toBe(needed ? 2 : 1);
});

test('what was made on another page is there when one comes back', async () => {
  const made: unknown[] = [];
  answering(() => made);
  show(<RefSelect type="company" needed aria-label="所属公司" />, { me: person({ may: { company: ['read', 'create'] } }) });
  await screen.findByText(/还没有公司/);
  made.push({ id: 'c1', label: '云汇商业集团', sub: 'C01' });
  window.dispatchEvent(new Event('visibilitychange'));
  await vi.waitFor(() => expect(screen.queryByText(/还没有/)).toBeNull());
});
