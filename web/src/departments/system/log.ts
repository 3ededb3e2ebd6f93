// What the change log is asked, and what may be chosen of it.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { query, read } from '../../api/client';
import type { LogEvent, LogPage } from '../../api/wire';
import type { Search } from '../../frame/address';
import { readRange } from '../../record/filters';

export type Asked = Record<'from' | 'to' | 'actor' | 'record' | 'row' | 'event', string>;

/** The filters in the address of the page, in the server's words. */
export function asked({ days = '', who = '', kind = '', id = '', event = '' }: Search): Asked {
  return { ...readRange(days), actor: who, record: kind, row: id, event };
}

export const logQ = (filters: Asked) =>
  infiniteQueryOptions({
    queryKey: ['history', filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => read<LogPage>(`/history${query({ ...filters, after: pageParam })}`, { signal }),
    getNextPageParam: (last) => (last.next === null ? undefined : String(last.next)),
  });

export const eventsQ = queryOptions({ queryKey: ['history-events'], staleTime: Infinity, queryFn: () => read<LogEvent[]>('/history/events') });

/** The events that may have befallen rows of a kind; without a kind those of all, each name once. */
export function choices(events: LogEvent[], kind: string): LogEvent[] {
  const fitting = events.filter((e) => !kind || e.record === null || e.record === kind);
  return fitting.filter((e, i) => fitting.findIndex((other) => other.event === e.event) === i);
}
