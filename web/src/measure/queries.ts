// What pages about figures ask the server.
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { query, read } from '../api/client';
import { askParams, whereParams, type Ask, type Where } from './ask';
import type { Answer, Catalogue, Evidence, Pareto, Span } from './wire';

export const catalogueQ = queryOptions({
  queryKey: ['meta', 'measures'],
  staleTime: Infinity,
  // Names once known stay known, whatever happens to the session.
  gcTime: Infinity,
  queryFn: () => read<Catalogue>('/measures'),
});

const FRESH_MS = 60_000;
export const answerQ = (ask: Ask) => {
  const params = askParams(ask);
  return queryOptions({
    queryKey: ['figures', 'answer', params],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Answer>(`/measures/query${query(params)}`, { signal }),
  });
};
export const exportPath = (ask: Ask): string => `/measures/export.xlsx${query(askParams(ask))}`;

export const paretoQ = (measure: string, dim: string, span: Span, where: Where = {}) => {
  const params = { dim, from: span.from, to: span.to, ...whereParams(where) };
  return queryOptions({
    queryKey: ['figures', 'pareto', measure, params],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Pareto>(`/measures/${measure}/pareto${query(params)}`, { signal }),
  });
};

/** The facts behind a figure, a page of them; `at` is the data version the figure was computed from. */
/** `days` are the days that really count, where they are not all from the first to the last. */
export type Behind = Span & { measure: string; where?: Where; at?: string; days?: Span[] };
export const evidenceQ = ({ measure, from, to, where, at, days }: Behind, after: string | null) => {
  const counted = days && days.length > 1 ? { days: days.map((one) => `${one.from}..${one.to}`).join(',') } : { from, to };
  const params = { ...counted, ...whereParams(where), ...(at ? { at } : {}), ...(after ? { after } : {}) };
  return queryOptions({
    queryKey: ['figures', 'evidence', measure, params],
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<Evidence>(`/measures/${measure}/evidence${query(params)}`, { signal }),
  });
};
