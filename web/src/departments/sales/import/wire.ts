// The shapes of an import of sales, from the published document; a profile and what a finished load tells are as docs/http.md writes them down.
import type { operations } from '../../../api/schema';
import type { CellError } from '../../../api/wire';
import type { Created } from '../../../measure/wire';

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

type Seen = operations['batch_inspect']['responses'][200]['content']['application/json'];

/** What was understood of a file. A profile travels as free JSON; its shape is docs/http.md's. */
/** A column's likely meanings are already in the profile. */
export type Column = Omit<Seen['columns'][number], 'targets'>;
export type Inspection = Omit<Seen, 'profile' | 'columns'> & { profile: Profile; columns: Column[] };
export type Target = Seen['targets'][number];
export type Unknown = Seen['unknown'][number];
/** What the reading of a file is shown and changed from; a kept profile has it too, without a file whose sheets could be known. */
export type Read = Pick<Inspection, 'profile' | 'columns' | 'targets' | 'missing'> & { sheets: string[] | null };

/** What is decided about one file, beyond how files of its kind are read. */
export type Choices = Required<Pick<Asked, 'replace' | 'skip_refused' | 'map' | 'unknown'>>;
/** What is decided about one name: it stands for a known code, is made a record of its own, or its rows are refused. */
export type Decision = { code: string } | Unknowns[string];
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
  remarks?: Inspection['remarks'];
};
