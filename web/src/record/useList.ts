// One record list as the page sees it: its schema, its state in the address, its rows and its totals.
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/session';
import type { Schema } from '../api/wire';
import { useChange, useGo, useSearchState, type SearchChange } from '../frame/address';
import { specialOf } from '../frame/door';
import { useSite } from '../frame/site';
import { columnable, compile, defaultColumns, type Field } from './compile';
import { listQ, summaryQ } from './queries';
import { fromStart, pageMeant, readState, rowsMeant } from './state';
import { useWords } from './words';

/** As the department wants them; older servers may not know them all. */
const ownColumns = (type: string) => specialOf(type).columns?.map((column) => column.key);

const key = (type: string) => `shuzhi.columns.${type}`;
function keptColumns(type: string): string[] | null {
  try {
    return localStorage.getItem(key(type))?.split(',') ?? null;
  } catch {
    return null;
  }
}
function keepColumns(type: string, columns: string[] | null) {
  try {
    if (columns) localStorage.setItem(key(type), columns.join(','));
    else localStorage.removeItem(key(type));
  } catch {
    /* a private window keeps nothing */
  }
}

export function useList(type: string, schema: Schema) {
  const t = useWords();
  const me = useMe();
  const { site } = useSite();
  const search = useSearchState();
  const change = useChange();
  const go = useGo();
  const fields = useMemo(() => compile(schema, t.lang), [schema, t.lang]);
  const state = useMemo(() => readState(search), [search]);
  const rows = useQuery(listQ(type, pageMeant(state, schema, site)));
  const summary = useQuery(summaryQ(type, rowsMeant(state, schema, site)));
  const keys = state.columns ?? keptColumns(type) ?? ownColumns(type) ?? defaultColumns(fields);
  const columns = keys.flatMap((k): Field[] => fields.filter((f) => f.key === k && columnable(f)));
  return {
    type,
    schema,
    fields,
    state,
    search,
    rows,
    summary,
    me,
    columns: columns.length ? columns : fields.slice(0, 4),
    change,
    /** Changes what rows are meant, from the first page; the back button returns to the rows of before. */
    ask: (next: SearchChange, step = true) => change(fromStart(next), step),
    /** Opens something that the back button closes again. */
    open: (next: SearchChange) => (next.open && specialOf(type).paged ? go(`/r/${type}/${next.open}`) : change(next, true)),
    setColumns: (next: string[] | null) => {
      keepColumns(type, next);
      change({ cols: next?.join(',') });
    },
  };
}
export type ListModel = ReturnType<typeof useList>;
