// A question about figures, and the address that asks it.
import type { Compare, Span } from './wire';

/** Codes by dimension; a fact counts if it has one of them in each. */
export type Where = Record<string, string[]>;
/** Stands among the codes for facts that have none in a dimension: a supermarket's sales have no shop. */
export const NO_VALUE = '~';
export type Ask = Span & { measures: string[]; by?: string[]; where?: Where; compare?: Compare[]; order?: string; limit?: number; at?: string };

type Params = Record<string, string>;

export function whereParams(where: Where = {}): Params {
  return Object.fromEntries(
    Object.entries(where)
      .filter(([, codes]) => codes.length)
      .map(([dim, codes]) => [`where.${dim}`, codes.join(',')]),
  );
}

export function askParams({ measures, from, to, by = [], where, compare = [], order, limit, at }: Ask): Params {
  return {
    measures: measures.join(','),
    from,
    to,
    ...whereParams(where),
    ...(by.length ? { by: by.join(',') } : {}),
    ...(compare.length ? { compare: compare.join(',') } : {}),
    ...(order ? { order } : {}),
    ...(limit ? { limit: String(limit) } : {}),
    ...(at ? { at } : {}),
  };
}

/** The filters that stand in a page's own address as `where.brand=B001,B002`. */
export function readWhere(search: Params): Where {
  return Object.fromEntries(
    Object.entries(search)
      .filter(([key, value]) => key.startsWith('where.') && value)
      .map(([key, value]) => [key.slice(6), value.split(',').filter(Boolean)]),
  );
}

/** A filter with one more condition: both must hold, so a condition on the same dimension takes its place. */
export const narrowed = (where: Where, dim: string, code: string): Where => ({ ...where, [dim]: [code] });
