// The shapes of an import of sales: what is asked comes from the published document, what is answered as docs/http.md writes it down.
import type { operations } from '../../../api/schema';
import type { Both, CellError } from '../../../api/wire';
import type { Created, Span } from '../../../measure/wire';

type Asked = operations['batch_load']['requestBody']['content']['application/json']['loading'];

export const RULES = ['skip_unpaid', 'paid_is_net', 'negative_is_return', 'skip_totals'] as const;
export type Rule = (typeof RULES)[number];
export type Meaning = boolean | string;
export type Unknowns = Record<string, 'create' | 'refuse'>;
/** One of several facts that a row of the file holds side by side. */
export type Part = { columns?: Record<string, string>; constants?: Record<string, string> };
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
  parts?: Part[];
  rules?: Partial<Record<Rule, boolean>>;
  /** What becomes of names that nobody knows; where nothing is said they are created. */
  unknown?: Unknowns;
};

export type Column = { header: string; samples: (string | null)[] };
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
  period: Span | null;
  total: Record<string, string | number | null>;
  already: { batch: string; id?: string | null; at: string | null } | null;
};
/** What the reading of a file is shown and changed from; a kept profile has it too, without a file whose sheets could be known. */
export type Read = Pick<Inspection, 'profile' | 'columns' | 'targets' | 'missing'> & { sheets: string[] | null };

/** What is decided about one file, beyond how files of its kind are read. */
export type Choices = Required<Pick<Asked, 'replace' | 'skip_refused' | 'map'>>;
export type Loading = Partial<Choices> & { profile: Profile };
/** What a load did. */
export type Loaded = {
  batch: string;
  rows: number;
  accepted: number;
  refused: number;
  errors: CellError[];
  from?: string | null;
  to?: string | null;
  created?: Created[];
};
