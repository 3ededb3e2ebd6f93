// The shapes of an import of sales, as docs/http.md writes them down.
import type { Both, CellError } from '../../../api/wire';

export const RULES = ['skip_unpaid', 'paid_is_net', 'negative_is_return', 'skip_totals'] as const;
export type Rule = (typeof RULES)[number];
export type Meaning = boolean | string;
/** How a file is read. `columns` names the heading each target is taken from; one heading may serve several. */
export type Profile = {
  name: string;
  kind: 'sales' | 'visitors';
  sheet?: string;
  header_row?: number;
  columns: Record<string, string>;
  constants: Record<string, string>;
  formats?: Record<string, string>;
  values?: Record<string, Record<string, Meaning>>;
  factors?: Record<string, string>;
  rules?: Partial<Record<Rule, boolean>>;
};

export type Column = { header: string; samples: (string | null)[]; targets?: string[]; target: string | null };
export type Target = Both & { name: string; required: boolean; about: Both };
export type Unknown = { dim: string; value: string; rows: number; suggest: { code: string; name: string }[] };
export type Inspection = {
  sheets: string[];
  format: string;
  encoding: string | null;
  rows: number;
  refused: number;
  profile: Profile;
  saved_profile: { id: string; name: string } | null;
  columns: Column[];
  targets: Target[];
  missing: string[];
  preview: Record<string, unknown>[];
  errors: CellError[];
  unknown: Unknown[];
  unknown_total?: number;
  period: { from: string; to: string } | null;
  total: Record<string, string | number | null>;
  already: { batch: string; id?: string | null; at: string | null } | null;
};

export type Unknowns = Record<string, 'create' | 'refuse'>;
export type Maps = Record<string, Record<string, string>>;
/** What is decided about a file, beyond how it is read. */
export type Choices = { replace: boolean; skip_refused: boolean; unknown: Unknowns; map: Maps };
export type Loading = Partial<Choices> & { profile: Profile };
export type Loaded = {
  batch: string;
  rows: number;
  accepted: number;
  refused: number;
  errors: CellError[];
  from?: string | null;
  to?: string | null;
};
