// The shapes that travel between the browser and the server: taken from the published document as far as it has them,
// so that a change over there is noticed here; the rest as docs/http.md writes it down.
import type { components } from './schema';

export type Lang = 'zh' | 'en';
export type Both = { zh: string; en: string };

type Published = components['schemas'];

/** Who is signed in, what they may do and where. */
export type Me = Published['me'];
export type Site = Me['sites'][number];
export type Department = Me['departments'][number];

export type TypeEntry = Both & { type: string; icon: string; department: string };

/** Hints for lists and forms that JSON Schema itself cannot say. */
export type Ui = {
  g?: string;
  list?: number;
  w?: number;
  filter?: 'text' | 'in' | 'range' | 'ref' | 'bool';
  sort?: boolean;
  sum?: boolean;
  link?: boolean;
  fixed?: boolean;
  widget?: string;
  span?: number;
  create?: string;
  once?: boolean;
};
export type EnumEntry = Both & { value: string; color?: string; status?: string };
export type Schema = {
  title?: string;
  description?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number | string;
  maximum?: number | string;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  readOnly?: boolean;
  enum?: (string | null)[];
  $ref?: string;
  $defs?: Record<string, Schema>;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  'x-en'?: string;
  'x-en-description'?: string;
  'x-ref'?: string;
  'x-unit'?: string;
  'x-enum'?: EnumEntry[];
  'x-pattern-msg'?: Both;
  'x-ui'?: Ui;
  'x-record'?: RecordMeta;
};
export type Verb = Both & {
  name: string;
  on: 'row' | 'type';
  from?: string[] | null;
  state?: string | null;
  danger?: boolean;
  confirm?: Both | null;
  shows?: string | null;
  request?: Schema | null;
};
export type Keyed = Both & { key: string };
export type RecordMeta = {
  type: string;
  en: string;
  icon: string;
  title: string;
  sub?: string | null;
  sort?: string | null;
  search?: string[];
  groups?: Keyed[];
  views?: (Keyed & { where: Record<string, string> })[];
  verbs?: Verb[];
  site?: string | null;
  kept_by_house?: boolean;
};

/** The names of what a row refers to; of a list one for each of its references, in their order. */
export type Labels = Record<string, string | (string | null)[]>;
/** A row of any record type; its own fields are known only at run time, from the type's schema. */
export type Row = Record<string, unknown> & {
  id: string;
  version: number;
  ended_at?: string | null;
  _labels?: Labels;
};
export type List = { items: Row[]; next: string | null; previous: string | null };
type Numbers<T> = Record<string, T>;
/** The document leaves open what the sums and counts are: exact numbers, and numbers of rows. */
export type Summary = Omit<Published['summary'], 'sum' | 'counts'> & { sum: Numbers<string | number | null>; counts: Numbers<number> };
export type Look = Published['look'];
export type Hit = Published['hit'];

type Noted = Published['history_page']['items'][number];
/** A line of the history; before and after hold only what changed. */
export type Event = Omit<Noted, 'before' | 'after'> & {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

type Logged = Published['log_page']['items'][number];
/** A line of the change log: a line of the history, and the row that it is about. */
export type LogLine = Omit<Logged, 'before' | 'after'> & Pick<Event, 'before' | 'after'>;
export type LogPage = { items: LogLine[]; next: number | null };
export type LogEvent = Published['log_event'];

type Imported = Published['import_report'];
/** A cell that was refused. A load of sales may refuse a row as a whole, which has no column. */
export type CellError = Omit<Imported['errors'][number], 'column'> & { column: string | null };
export type ImportReport = Omit<Imported, 'preview'> & { preview: Record<string, unknown>[] };

/** The answer to an upload is the start of the file's own card. */
export type StoredFile = Pick<Published['file'], 'id' | 'name' | 'mime' | 'size'>;
export type Job = Row & Published['job'];
export type Notice = Row & Published['notice'];
export type JobState = Job['state'];
/** What the stream of events tells of a job. */
export type JobTick = Pick<Published['job'], 'id' | 'state' | 'done' | 'total' | 'note'>;
