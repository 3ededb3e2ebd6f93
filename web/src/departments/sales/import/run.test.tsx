// A running import says when the server is away, and goes on by itself when it is back.
import { screen, waitForElementToBeRemoved } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../../../test-page';
import { Run } from './Run';
import type { WizardModel } from './useWizard';

const job = { id: 'j1', state: 'running', done: 40, total: 158, title: { zh: '导入销售', en: 'Sales import' }, note: null, error: null, result: null };
const wizard = { state: { file: { name: 'till.csv' }, seen: null }, cancel: vi.fn() } as unknown as WizardModel;

test('the server goes and comes back', { timeout: 20_000 }, async () => {
  let away = false;
  vi.stubGlobal('fetch', async (url: string) => {
    if (away) throw new TypeError('Failed to fetch');
    const body = url.includes('/records/job/j1') ? job : { items: [job], next: null };
    return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  show(<Run wizard={wizard} id="j1" />);
  await screen.findByText('正在导入');
  expect(screen.queryByText(/连不上服务器/)).not.toBeInTheDocument();
  away = true;
  const notice = await screen.findByText(/连不上服务器/, {}, { timeout: 6_000 });
  expect(screen.getByText('正在导入')).toBeInTheDocument();
  away = false;
  await waitForElementToBeRemoved(notice, { timeout: 6_000 });
  expect(screen.getByText('正在导入')).toBeInTheDocument();
});
