// A second report on the same place and month is not drafted unknowingly.
import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../../test-page';
import { Drafted } from './Drafted';

const row = (id: string, site_id: string | null, channel_id: string | null) => ({ id, version: 1, title: `报告 ${id}`, site_id, channel_id, state: 'draft' });

test('only reports on the same are named', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(String(url));
    const body = url.includes('/meta/')
      ? { title: '报告', properties: {}, 'x-record': { type: 'report', en: 'Reports', icon: '', title: 'title' } }
      : { items: [row('r1', 's1', null), row('乙', null, null), row('丙', 's1', 'c1')], next: null };
    return new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } });
  });
  show(<Drafted draft={{ month: '2026-10', site_id: 's1' }} />);
  expect(await screen.findByRole('link', { name: '报告 r1' })).toHaveAttribute('href', '/r/report/r1');
  expect(screen.queryByText('报告 乙')).toBeNull();
  expect(screen.queryByText('报告 丙')).toBeNull();
  expect(asked.find((url) => url.includes('/records/report'))).toMatch(/f\.month=2026-10&f\.site_id=s1/);
});
