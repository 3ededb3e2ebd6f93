// A report that was handed in is seen from every page by those who may accept it, and by nobody else.
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { person, show } from '../test-page';
import { Waiting } from './Waiting';

const answer = vi.fn(async () => new Response(JSON.stringify({ total: 3, sum: {}, counts: {} }), { status: 200, headers: { 'content-type': 'application/json' } }));

test('the number of submitted reports stands in the menu of who accepts them', async () => {
  vi.stubGlobal('fetch', answer);
  show(<Waiting type="report" />, { me: person({ may: { report: ['read', 'accept'] } }) });
  expect(await screen.findByTitle('3 份等待审批')).toHaveTextContent('3');
  expect(String((answer.mock.calls as unknown[][])[0]?.[0])).toContain('/records/report/summary?f.state=submitted');
});

test('who may not accept is not asked for', async () => {
  answer.mockClear();
  vi.stubGlobal('fetch', answer);
  show(<><Waiting type="report" /><p>这里</p></>, { me: person({ may: { report: ['read'] } }) });
  await screen.findByText('这里');
  await waitFor(() => expect(answer).not.toHaveBeenCalled());
});
