// Searching is one step back for the browser, however often the typing rested.
import { useState } from 'react';
import { act, fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../test-page';
import { ListBar } from './ListBar';
import type { ListModel } from './useList';

const asked = vi.fn();
function Page() {
  const [q, setQ] = useState('');
  const list = {
    type: 'shop',
    schema: { title: '店铺', properties: {} },
    fields: [],
    columns: [],
    state: { q, filters: {} },
    search: {},
    rows: { isFetching: false },
    ask: (next: { q?: string }, step: boolean) => {
      asked(next.q, step);
      setQ(next.q ?? '');
    },
  } as unknown as ListModel;
  return (
    <>
      <ListBar list={list} filtering={false} setFiltering={() => undefined} wide />
      <button type="button" onClick={() => setQ('')}>
        后退
      </button>
    </>
  );
}

test('a step for each search, none for the letters of one', async () => {
  show(<Page />);
  const box = await screen.findByRole('textbox');
  vi.useFakeTimers();
  const type = (words: string) => {
    fireEvent.change(box, { target: { value: words } });
    act(() => void vi.advanceTimersByTime(400));
  };
  type('he');
  type('hemu');
  fireEvent.blur(box);
  type('yhgc');
  fireEvent.click(screen.getByRole('button', { name: '后退' }));
  expect(box).toHaveValue('');
  type('x');
  vi.useRealTimers();
  expect(asked.mock.calls).toEqual([
    ['he', true],
    ['hemu', false],
    ['yhgc', true],
    ['x', true],
  ]);
});
