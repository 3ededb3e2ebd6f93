// What the explorer shows, read from and written to the address: figures, rows, columns, days, filters, comparison.
import type { Search, SearchChange } from '../../../frame/address';
import { readWhere, type Ask, type Where } from '../../../measure/ask';
import { WAYS } from '../../../measure/like';
import type { Catalogue, Compare, Dim, Span } from '../../../measure/wire';

export const CHARTS = ['auto', 'bar', 'line', 'heat', 'none'] as const;
export type ChartKind = (typeof CHARTS)[number];
export type View = {
  measures: string[];
  rows: string[];
  cols: string | null;
  /** As in the address: a name or `from..to`. */
  period: string;
  where: Where;
  compare: Compare[];
  chart: ChartKind;
  sort: string;
  share: boolean;
  full: boolean;
};

export const ROWS_MAX = 1000;
/** Columns that are still read at a glance; a year of days is better looked at as rows. */
export const COLUMNS_MAX = 62;
const CELLS_MAX = 20_000;

const words = (text: string | undefined) => (text ?? '').split(',').filter(Boolean);

/** Last year is looked at in one way at a time. */
function comparesOf(asked: string[]): Compare[] {
  return [...(asked.includes('previous') ? (['previous'] as const) : []), ...WAYS.filter((way) => asked.includes(way)).slice(0, 1)];
}

/** `first` is the dimension of a visit that names none: the sites, or the categories where there is only one site to see. */
export function readView(search: Search, first = 'site'): View {
  const rows = 'rows' in search ? words(search.rows).slice(0, 2) : [first];
  const measures = words(search.measures);
  return {
    measures: measures.length ? measures : ['sales'],
    rows,
    cols: search.cols && !rows.includes(search.cols) ? search.cols : null,
    period: search.period ?? 'this_month',
    where: readWhere(search),
    compare: comparesOf(words(search.compare)),
    chart: CHARTS.find((c) => c === search.chart) ?? 'auto',
    sort: search.sort ?? '',
    share: search.share === '1',
    full: search.full === '1',
  };
}

/** A change of the view as a change of the address. */
export function writeView(change: Partial<View>): SearchChange {
  const { measures, rows, cols, period, where, compare, chart, sort, share, full } = change;
  return {
    ...(measures ? { measures: measures.join(',') } : {}),
    ...(rows ? { rows: rows.join(',') } : {}),
    ...(cols === undefined ? {} : { cols: cols ?? undefined }),
    ...(period ? { period } : {}),
    ...(where ? Object.fromEntries(Object.entries(where).map(([dim, codes]) => [`where.${dim}`, codes.join(',') || undefined])) : {}),
    ...(compare ? { compare: compare.join(',') || undefined } : {}),
    ...(chart ? { chart: chart === 'auto' ? undefined : chart } : {}),
    ...(sort === undefined ? {} : { sort: sort || undefined }),
    ...(share === undefined ? {} : { share: share ? '1' : undefined }),
    ...(full === undefined ? {} : { full: full ? '1' : undefined }),
  };
}

const SAVED = /^(measures|rows|cols|period|compare|chart|sort|share|full|where\..+)$/;
export const savedPart = (search: Search): Search => Object.fromEntries(Object.entries(search).filter(([k]) => SAVED.test(k)));
export const clearedPart = (search: Search): SearchChange =>
  Object.fromEntries(
    Object.keys(search)
      .filter((k) => SAVED.test(k))
      .map((k) => [k, undefined]),
  );

/** The largest first, unless the person sorted otherwise or the rows are days or hours, which have an order of their own. */
function orderOf({ sort, rows, measures }: View, dims: Dim[]): { order?: string } {
  if (sort) return { order: sort };
  const [only] = rows.length === 1 ? dims.filter((d) => d.name === rows[0]) : [];
  return only && !only.time ? { order: `-${measures[0]}` } : {};
}

/** The questions of a view. Totals are asked for, never added up here: a ticket may hold two brands. */
export function asksOf(view: View, span: Span, where: Where, dims: Dim[]): { cells: Ask; rows: Ask | null; cols: Ask | null } {
  const base = { measures: view.measures, from: span.from, to: span.to, where, compare: view.compare };
  const rows: Ask = { ...base, by: view.rows, ...orderOf(view, dims), limit: ROWS_MAX };
  if (!view.cols) return { cells: rows, rows: null, cols: null };
  const cols: Ask = { ...base, by: [view.cols], limit: ROWS_MAX };
  if (!view.rows.length) return { cells: cols, rows: null, cols: null };
  return { cells: { ...base, by: [...view.rows, view.cols], limit: CELLS_MAX }, rows, cols };
}

/** What the download holds: the cells as they are asked for. */
export const exportAsk = (view: View, span: Span, where: Where, dims: Dim[]): Ask => asksOf(view, span, where, dims).cells;

/** Whether all the chosen figures can be broken down by a dimension; time fits every figure. */
export function fits(catalogue: Catalogue, measures: string[], dim: string): boolean {
  const known = catalogue.dims.find((d) => d.name === dim);
  return !!known && (known.time || measures.every((name) => catalogue.measures.find((m) => m.name === name)?.dims.includes(dim) ?? false));
}
