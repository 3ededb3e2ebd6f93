// Signing out: the page is left before it is forgotten, and nothing is asked for without a session.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App, ConfigProvider } from 'antd';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { beforeEach, expect, test, vi } from 'vitest';
import { meQ } from '../api/session';
import { person } from '../test-page';
import { PrefsProvider } from './prefs';
import { makeRouter } from './router';

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

let signedIn = true;
/** What was asked for after the session had ended. */
let late: string[] = [];
beforeEach(() => {
  signedIn = true;
  late = [];
  window.history.replaceState(null, '', '/');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    if (!signedIn) late.push(path);
    if (init.method === 'DELETE') {
      signedIn = false;
      return new Response(null, { status: 204 });
    }
    if (!signedIn) return json(401, { code: 'session.none', zh: '请先登录', en: 'Please sign in' });
    return json(200, path === '/api/session' ? person() : []);
  });
});

function open(client: QueryClient) {
  render(
    <PrefsProvider>
      <QueryClientProvider client={client}>
        <ConfigProvider theme={{ token: { motion: false } }}>
          <App>
            <RouterProvider router={makeRouter(client)} />
          </App>
        </ConfigProvider>
      </QueryClientProvider>
    </PrefsProvider>,
  );
}

test.each([['退出登录'], ['退出所有设备']])('%s', async (name) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  open(client);
  await userEvent.click(await screen.findByRole('button', { name: '账号 陈思远' }, { timeout: 10_000 }));
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(name) }));
  if (name === '退出所有设备') await userEvent.click(await screen.findByRole('button', { name }));
  await screen.findByLabelText('密码', {}, { timeout: 10_000 });
  await waitFor(() => expect(client.getQueryCache().getAll()).toEqual([]));
  expect(client.getQueryData(meQ.queryKey)).toBeUndefined();
  expect(screen.queryByText('登录已过期，请重新登录')).toBeNull();
  expect(late).toEqual([]);
}, 30_000);
