// The shapes of figures as they travel between the browser and the server, as docs/http.md writes them down.
import type { Both } from '../api/wire';
import type { Figure, Unit } from '../charts/figures';

export type Good = 'up' | 'down' | 'none';
/** A figure that can be asked for; `dims` are what it may be broken down by, besides time. */
export type Measure = Both & { name: string; unit: Unit; good: Good; dims: string[]; about: Both };
/** What figures are broken down by: the codes of a record type, or a span of time. */
export type Dim = Both & { name: string; record: string | null; time: boolean };
export type Catalogue = { measures: Measure[]; dims: Dim[] };

export type Compare = 'previous' | 'last_year';
export type Span = { from: string; to: string };
export type Values = Record<string, Figure>;
export type AnswerRow = {
  keys: Record<string, string | null>;
  labels: Record<string, string>;
  values: Values;
  previous?: Values;
  last_year?: Values;
};
export type Answer = {
  data_version: string;
  until: string | null;
  from: string;
  to: string;
  compare: Partial<Record<Compare, Span>>;
  rows: AnswerRow[];
  total: AnswerRow;
  more: boolean;
};

export type ParetoRow = { key: string | null; label: string | null; value: string; share: string; cumulative: string };
/** `few` of `of` make `share` of the whole together. */
export type Pareto = {
  few: number;
  of: number;
  share: string;
  rows: ParetoRow[];
  rest: { count: number; value: string };
  data_version: string;
};

export type EvidenceColumn = Both & { name: string; kind: string };
/** `labels` are the names of the codes in a column. */
export type Evidence = {
  columns: EvidenceColumn[];
  labels?: Record<string, Record<string, string>>;
  rows: unknown[][];
  total: number;
  next: number | null;
  data_version: string;
  about: Both;
};
