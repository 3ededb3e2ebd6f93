// Why a report was returned before it was handed in again: whoever judges it anew wants to know what was asked for.
import { queryOptions } from '@tanstack/react-query';
import { query, read } from '../../api/client';
import type { Event } from '../../api/wire';

type Page = { items: Event[]; next: number | string | null };
/** So far back; a report with more changes since its return was written anew. */
const PAGES_MAX = 10;

/** The newest line of the history that is a return; null if there is none. */
export async function lastReturn(id: string): Promise<Event | null> {
  let after = '';
  for (let page = 0; page < PAGES_MAX; page += 1) {
    // oxlint-disable-next-line no-await-in-loop -- where a page begins is told by the one before it
    const { items, next }: Page = await read<Page>(`/records/report/${id}/history${query({ after })}`);
    const found = items.find((event) => event.event === 'return');
    if (found || next === null) return found ?? null;
    after = String(next);
  }
  return null;
}

/** `version`: a report that was handed in again may have been returned again before. */
export const lastReturnQ = (id: string, version: number) =>
  queryOptions({ queryKey: ['records', 'report', 'returned', id, version], staleTime: Infinity, queryFn: () => lastReturn(id) });
