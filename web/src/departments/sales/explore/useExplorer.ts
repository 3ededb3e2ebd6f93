// The explorer as its parts see it: the view in the address, its days, its answers and how to change it.
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../api/session';
import { useChange, useSearchState } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Where } from '../../../measure/ask';
import { readWay } from '../../../measure/like';
import { readPeriod } from '../../../measure/period';
import { answerQ, catalogueQ } from '../../../measure/queries';
import type { Answer, Catalogue } from '../../../measure/wire';
import { across, crossed, flat, type Pivot } from './pivot';
import { asksOf, readView, writeView, type View } from './state';

function laid(view: View, cells: Answer | undefined, rows: Answer | undefined, cols: Answer | undefined): Pivot | null {
  if (!cells) return null;
  if (!view.cols) return flat(cells, view.rows);
  if (!view.rows.length) return across(cells, view.cols);
  return rows && cols ? crossed(cells, rows, cols, view.rows, view.cols) : null;
}

export function useExplorer(catalogue: Catalogue) {
  const me = useMe();
  const { site } = useSite();
  const search = useSearchState();
  const change = useChange();
  const first = site ? 'category' : 'site';
  const asked = useMemo(() => readView(search, first), [search, first]);
  const last = me.data_until ?? me.today;
  const span = useMemo(() => readPeriod(asked.period, last), [asked.period, last]);
  // The period of a kept view moves on with time, and only January and February can be merged.
  const view = useMemo(
    (): View => ({ ...asked, compare: asked.compare.map((c) => (c === 'previous' ? c : readWay(c, span, last))) }),
    [asked, span, last],
  );
  // The site at the top holds unless the page itself filters by site.
  const where = useMemo(
    (): Where => (site && !view.where.site?.length ? { ...view.where, site: [site.code] } : view.where),
    [site, view.where],
  );
  const asks = asksOf(view, span, where, catalogue.dims);
  const cells = useQuery(answerQ(asks.cells));
  const rows = useQuery({ ...answerQ(asks.rows ?? asks.cells), enabled: !!asks.rows });
  const cols = useQuery({ ...answerQ(asks.cols ?? asks.cells), enabled: !!asks.cols });
  const all = [cells, ...(asks.rows ? [rows] : []), ...(asks.cols ? [cols] : [])];
  // While the next answer is on its way the old table stays; it must not be laid out by the new view.
  const waiting = all.some((q) => q.isPlaceholderData);
  const pivot = useMemo(
    () => (waiting ? null : laid(view, cells.data, rows.data, cols.data)),
    [waiting, view, cells.data, rows.data, cols.data],
  );
  return {
    view,
    span,
    where,
    last,
    search,
    catalogue,
    pivot,
    answer: cells.data,
    more: (asks.rows ? rows.data : cells.data)?.more ?? false,
    error: all.find((q) => q.error)?.error ?? null,
    retry: () => all.forEach((q) => void q.refetch()),
    measures: view.measures.flatMap((name) => catalogue.measures.filter((m) => m.name === name)),
    dim: (name: string) => catalogue.dims.find((d) => d.name === name),
    /** `step` keeps the former view for the browser's back button. */
    change: (next: Partial<View>, step = false) => change(writeView(next), step),
    address: change,
  };
}
export type Explorer = ReturnType<typeof useExplorer>;

export const useCatalogue = () => useQuery(catalogueQ);
