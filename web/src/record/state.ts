// The state of a list, read from and written to the address: view, words, filters, order, page and columns.
import type { Schema, Site } from '../api/wire';
import type { Search, SearchChange } from '../frame/address';
import { metaOf, viewFilters } from './compile';

export const SIZES = [20, 50, 100, 200];
const SIZE = 20;

export type ListState = {
  view: string;
  q: string;
  sort: string;
  size: number;
  after?: string;
  before?: string;
  ended: boolean;
  filters: Record<string, string>;
  columns: string[] | null;
};

export function readState(search: Search): ListState {
  const filters = Object.fromEntries(
    Object.entries(search)
      .filter(([k, v]) => k.startsWith('f.') && v)
      .map(([k, v]) => [k.slice(2), v]),
  );
  const size = Number(search.size);
  return {
    view: search.view ?? '',
    q: search.q ?? '',
    sort: search.sort ?? '',
    size: SIZES.includes(size) ? size : SIZE,
    ended: search.ended === '1',
    filters,
    columns: search.cols ? search.cols.split(',') : null,
    ...(search.after ? { after: search.after } : {}),
    ...(search.before ? { before: search.before } : {}),
  };
}

/** A change that makes the rows others than before starts again at the first page. */
export const fromStart = (change: SearchChange): SearchChange => ({ after: undefined, before: undefined, ...change });

/** All filters replaced by others. */
export function withFilters(search: Search, filters: Record<string, string>): SearchChange {
  const cleared = Object.fromEntries(
    Object.keys(search)
      .filter((k) => k.startsWith('f.'))
      .map((k) => [k, undefined]),
  );
  return fromStart({ ...cleared, ...Object.fromEntries(Object.entries(filters).map(([k, v]) => [`f.${k}`, v || undefined])) });
}

/** The rows meant by a state, in the server's words; an explicit filter beats the view's, and both beat the chosen site. */
export function rowsMeant(state: ListState, schema: Schema, site: Site | undefined): Record<string, string> {
  const meta = metaOf(schema);
  const view = meta.views?.find((v) => v.key === state.view) ?? meta.views?.[0];
  const place = site && meta.site ? { [meta.site]: site.id } : {};
  const all = { ...place, ...viewFilters(view?.where), ...state.filters };
  return {
    ...(state.q ? { q: state.q } : {}),
    ...(state.ended ? { ended: '1' } : {}),
    ...Object.fromEntries(
      Object.entries(all)
        .filter(([, v]) => v)
        .map(([k, v]) => [`f.${k}`, v]),
    ),
  };
}

/** The query of one page of the list. */
export function pageMeant(state: ListState, schema: Schema, site: Site | undefined): Record<string, string> {
  const { after, before } = state;
  return {
    ...rowsMeant(state, schema, site),
    size: String(state.size),
    ...(state.sort ? { sort: state.sort } : {}),
    ...(after ? { after } : before ? { before } : {}),
  };
}

const SAVED = /^(view|q|sort|size|ended|cols|f\..+)$/;
/** The part of an address that a saved view keeps: not the page one happens to be on, nor what is open. */
export const savedPart = (search: Search): Search => Object.fromEntries(Object.entries(search).filter(([k, v]) => SAVED.test(k) && v));
/** Everything of a list's state away, for a saved view to take its place. */
export const clearedPart = (search: Search): SearchChange =>
  fromStart(
    Object.fromEntries(
      Object.keys(search)
        .filter((k) => SAVED.test(k))
        .map((k) => [k, undefined]),
    ),
  );
