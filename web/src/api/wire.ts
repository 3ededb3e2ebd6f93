// The shapes that travel between the browser and the server, as docs/http.md writes them down.

export type Lang = 'zh' | 'en';
export type Both = { zh: string; en: string };

export type Site = { id: string; code: string; name: string; kind: string };
export type Department = Both & { name: string; records: string[] };
/** Who is signed in, what they may do and where. */
export type Me = {
  id: string;
  account: string;
  name: string;
  roles: string[];
  must_change_password: boolean;
  /** Trusted with every site there is and will be. */
  all_sites: boolean;
  sites: Site[];
  company: string | null;
  today: string;
  data_until: string | null;
  may: Record<string, string[]>;
  departments: Department[];
};

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

export type Row = Record<string, unknown> & { id: string; version: number; ended_at?: string | null; _labels?: Record<string, string> };
export type List = { items: Row[]; next: string | null; previous: string | null };
export type Summary = { total: number; sum: Record<string, string | number | null>; counts: Record<string, number> };
export type Look = { id: string; label: string; sub?: string | null };
export type Hit = { type: string; id: string; title: string; sub?: string | null };
export type Event = Both & {
  seq: number;
  at: string;
  actor: string | null;
  origin: string | null;
  event: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};
export type CellError = Both & { sheet: string | null; row: number; column: string; value: string | null };
export type ImportReport = {
  rows: number;
  created: number;
  changed: number;
  refused: number;
  errors: CellError[];
  preview: Record<string, unknown>[];
};
export type StoredFile = { id: string; name: string; mime: string; size: number };
export type JobState = 'queued' | 'running' | 'done' | 'failed';
export type Job = Row & {
  kind: string;
  title: string;
  state: JobState;
  done: number;
  total: number | null;
  note: string | null;
  error: string | null;
  result: unknown;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
};
export type JobTick = { id: string; state: JobState; done: number; total: number | null; note: string | null };
