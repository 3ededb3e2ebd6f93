// A part of a page for a test: with its language, its session and an address, but without a server.
import type { ReactNode } from 'react';
import { render } from '@testing-library/react';
import { App, ConfigProvider } from 'antd';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { meQ } from './api/session';
import type { Me } from './api/wire';
import { PrefsProvider } from './frame/prefs';

export const person = (change: Partial<Me> = {}): Me => ({
  id: '1',
  account: 'chen',
  name: '陈思远',
  roles: [],
  must_change_password: false,
  all_sites: true,
  sites: [],
  company: null,
  today: '2026-11-22',
  data_until: '2026-11-21',
  may: {},
  departments: [],
  ...change,
});

/** `known` are answers that have come already, by the key of their question. */
export function show(part: ReactNode, { me = person(), known = [] }: { me?: Me; known?: [readonly unknown[], unknown][] } = {}) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });
  client.setQueryData(meQ.queryKey, me);
  for (const [key, answer] of known) client.setQueryData(key, answer);
  const router = createRouter({ routeTree: createRootRoute({ component: () => part }), history: createMemoryHistory() });
  render(
    <PrefsProvider>
      <QueryClientProvider client={client}>
        <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
          <App>
            <RouterProvider router={router as never} />
          </App>
        </ConfigProvider>
      </QueryClientProvider>
    </PrefsProvider>,
  );
  return client;
}
