// Who is signed in: asking, signing in and out, and the one question every page has: may this person do that?
import { useState } from 'react';
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query';
import { read, write } from './client';
import type { Me, TypeEntry } from './wire';

export const meQ = queryOptions({ queryKey: ['me'], staleTime: Infinity, retry: false, queryFn: () => read<Me>('/session', { quiet401: true }) });
export const typesQ = queryOptions({ queryKey: ['meta'], staleTime: Infinity, queryFn: () => read<TypeEntry[]>('/meta') });

export const signIn = (account: string, password: string) => write<Me>('POST', '/session', { body: { account, password }, quiet401: true });
export const signOut = (everywhere: boolean) => write<void>('DELETE', everywhere ? '/session/all' : '/session', { quiet401: true });
export const changePassword = (old: string, next: string) => write<void>('POST', '/session/password', { body: { old, new: next }, quiet401: true });

/** After signing in or out nothing of the former person may stay on screen or in memory. */
export function forget(client: QueryClient, me?: Me) {
  client.clear();
  if (me) client.setQueryData(meQ.queryKey, me);
}

export const may = (me: Me | undefined, type: string, act: string) => !!me?.may[type]?.includes(act);

/** The signed-in person; the shell shows pages only when there is one. A page that is just being left after signing out keeps the last. */
export function useMe(): Me {
  const { data } = useQuery(meQ);
  const [last, setLast] = useState(data);
  if (data && data !== last) setLast(data);
  const me = data ?? last;
  if (!me) throw new Error('useMe outside the shell');
  return me;
}
