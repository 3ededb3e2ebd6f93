// A new account: its first password is told once, and nothing on the page keeps it.
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { person, show } from '../test-page';
import { RecordForm } from './RecordForm';

const schema = {
  title: '账号',
  properties: { account: { title: '账号', type: 'string' } },
  required: ['account'],
  'x-record': { type: 'user', en: 'Accounts', icon: '', title: 'account' },
};
const answer = { id: '7', version: 1, account: 'chen', secret: 'Kx7-mgq-42Rt' };

test('the password is shown with a warning, can be copied, and is gone when it was kept', async () => {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(answer), { status: 201, headers: { 'content-type': 'application/json' } }));
  const close = vi.fn();
  const client = show(<RecordForm type="user" schema={schema} id="new" close={close} />, { me: person({ may: { user: ['create'] } }) });
  await userEvent.type(await screen.findByLabelText('账号'), 'chen');
  await userEvent.click(screen.getByRole('button', { name: /^保存 / }));
  expect(await screen.findByDisplayValue('Kx7-mgq-42Rt')).toBeInTheDocument();
  expect(screen.getByText(/^初始密码只显示这一次/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: '复制' })).toBeInTheDocument();
  expect(close).toHaveBeenCalled();
  const kept = JSON.stringify(client.getQueryCache().getAll().map((q) => q.state.data));
  expect(kept).toContain('"account":"chen"');
  expect(kept).not.toContain('Kx7');
  await userEvent.click(screen.getByRole('button', { name: '我已保存好' }));
  await waitFor(() => expect(screen.queryByDisplayValue('Kx7-mgq-42Rt')).toBeNull());
});
