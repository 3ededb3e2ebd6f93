// What the generic front asks the server: schemas, lists, rows, histories and names for selects.
import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { query, read } from '../api/client';
import type { Event, List, Look, Row, Schema, Summary } from '../api/wire';

type Params = Record<string, string>;

export const metaQ = (type: string) => queryOptions({ queryKey: ['meta', type], staleTime: Infinity, queryFn: () => read<Schema>(`/meta/${type}`) });

export const listQ = (type: string, params: Params) =>
  queryOptions({
    queryKey: ['records', type, 'list', params],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<List>(`/records/${type}${query(params)}`, { signal }),
  });
export const summaryQ = (type: string, params: Params) =>
  queryOptions({
    queryKey: ['records', type, 'summary', params],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Summary>(`/records/${type}/summary${query(params)}`, { signal }),
  });
export const rowQ = (type: string, id: string) =>
  queryOptions({ queryKey: ['records', type, 'row', id], queryFn: () => read<Row>(`/records/${type}/${id}`) });
export const historyQ = (type: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['records', type, 'history', id],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read<{ items: Event[]; next: number | string | null }>(`/records/${type}/${id}/history${query({ after: pageParam })}`),
    getNextPageParam: (last) => (last.next === null ? undefined : String(last.next)),
  });

const LOOK_MS = 60_000;
export const lookQ = (type: string, q: string) =>
  queryOptions({
    queryKey: ['look', type, 'q', q],
    staleTime: LOOK_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Look[]>(`/lookup/${type}${query({ q })}`, { signal }),
  });
export const namesQ = (type: string, ids: string[]) =>
  queryOptions({
    queryKey: ['look', type, 'ids', ids],
    staleTime: LOOK_MS,
    enabled: ids.length > 0,
    queryFn: () => read<Look[]>(`/lookup/${type}${query({ ids: ids.join(',') })}`),
  });

/** After a write: everything shown of this type is asked again; the row itself is already known, or `gone` and not asked for. */
export function afterWrite(client: QueryClient, type: string, row?: Row, gone?: string) {
  if (row) client.setQueryData(rowQ(type, row.id).queryKey, row);
  void client.invalidateQueries({ queryKey: ['records', type], predicate: (q) => !gone || q.queryKey[3] !== gone });
  if (gone) client.removeQueries({ queryKey: ['records', type], type: 'inactive', predicate: (q) => q.queryKey[3] === gone });
  void client.invalidateQueries({ queryKey: ['look', type] });
}
