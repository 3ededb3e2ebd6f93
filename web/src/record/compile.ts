// Reads the schema that the server publishes for a record into the fields that lists, forms and filters all use.
import type { Both, EnumEntry, Keyed, Lang, RecordMeta, Row, Schema, Ui } from '../api/wire';

export type Kind =
  | 'text'
  | 'textarea'
  | 'money'
  | 'decimal'
  | 'integer'
  | 'date'
  | 'datetime'
  | 'enum'
  | 'bool'
  | 'ref'
  | 'refs'
  | 'tags'
  | 'lines'
  | 'file'
  | 'files'
  | 'bilingual'
  | 'object';
export type Option = { value: string; label: string; color?: string; status?: string };
export type Field = {
  key: string;
  /** `type.key` of a field of a record, by which a department may draw it itself. */
  path?: string;
  kind: Kind;
  title: string;
  help?: string;
  required: boolean;
  readOnly: boolean;
  once: boolean;
  ui: Ui;
  schema: Schema;
  unit?: string;
  decimals?: number;
  options?: Option[];
  ref?: string;
  children?: Field[];
};
type Rich = Schema & { 'x-decimals'?: number };

/** Columns of every table that people never fill in. */
const KEPT = new Set(['id', 'version', 'ended_at', '_labels']);

/** An optional value arrives as `anyOf: [it, null]`, a recursive one behind `$ref`. */
function core(root: Schema, schema: Schema): Rich {
  const target = schema.$ref ? root.$defs?.[schema.$ref.split('/').pop() ?? ''] : schema.anyOf?.find((s) => s.type !== 'null');
  const { $ref: _ref, anyOf: _any, ...own } = schema;
  return target ? core(root, { ...target, ...own }) : schema;
}

const typeOf = (schema: Schema) => (Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type);

function listKind(root: Schema, schema: Schema): Kind {
  const item = core(root, schema.items ?? {});
  if (item.properties) return 'lines';
  if (item.format === 'ref') return 'refs';
  if (item.format === 'file') return 'files';
  return 'tags';
}

function kindOf(root: Schema, schema: Schema): Kind {
  const type = typeOf(schema);
  if (schema['x-enum']) return 'enum';
  if (type === 'array') return listKind(root, schema);
  switch (schema.format) {
    case 'money':
    case 'decimal':
    case 'ref':
    case 'file':
    case 'date':
    case 'bilingual':
      return schema.format;
    case 'date-time':
      return 'datetime';
    default:
  }
  if (type === 'boolean') return 'bool';
  if (type === 'integer') return 'integer';
  if (type === 'number') return 'decimal';
  if (type === 'object') return 'object';
  // A widget that nobody here knows still has room for a long text.
  return schema['x-ui']?.widget ? 'textarea' : 'text';
}

const optionsOf = (entries: EnumEntry[] | undefined, lang: Lang): Option[] | undefined =>
  entries?.map((e) => ({
    value: e.value,
    label: (lang === 'en' && e.en) || e.zh,
    ...(e.color ? { color: e.color } : {}),
    ...(e.status ? { status: e.status } : {}),
  }));

/** The help text in the reader's language; a remark that was written in the other one is not shown. */
export function explained(schema: Schema, lang: Lang): string | undefined {
  // A text belongs to the language that it begins in: an English remark may name a Chinese word.
  const chinese = /^[^a-z]*[\u4e00-\u9fff]/i.test(schema.description ?? '');
  if (lang === 'zh') return chinese ? schema.description : undefined;
  return schema['x-en-description'] ?? (chinese ? undefined : schema.description);
}

function fieldOf(root: Schema, key: string, raw: Schema, required: boolean, lang: Lang): Field {
  const schema = core(root, raw);
  const item = core(root, schema.items ?? {});
  const kind = kindOf(root, schema);
  const readOnly = !!schema.readOnly;
  const help = explained(schema, lang);
  const options = optionsOf(schema['x-enum'] ?? item['x-enum'], lang);
  const ref = schema['x-ref'] ?? item['x-ref'];
  return {
    key,
    kind,
    title: (lang === 'en' && schema['x-en']) || schema.title || key,
    readOnly,
    once: schema['x-ui']?.once === true,
    // "no" is an answer: a switch is never empty, so it is never asked for.
    required: required && !readOnly && kind !== 'bool',
    ui: schema['x-ui'] ?? {},
    schema,
    ...(help ? { help } : {}),
    ...(options ? { options } : {}),
    ...(ref ? { ref } : {}),
    // Money is always yuan and wears its ¥; naming the currency again only takes room.
    ...(schema['x-unit'] && kind !== 'money' ? { unit: schema['x-unit'] } : {}),
    ...(schema['x-decimals'] !== undefined ? { decimals: schema['x-decimals'] } : kind === 'money' ? { decimals: 2 } : {}),
    ...(kind === 'lines' ? { children: compile(item, lang) } : {}),
  };
}

/** The fields of a schema in the order of their declaration; those without a title are not for people. */
export function compile(root: Schema, lang: Lang): Field[] {
  return Object.entries(root.properties ?? {})
    .filter(([key, schema]) => !KEPT.has(key) && core(root, schema).title)
    .map(([key, schema]) => ({
      ...fieldOf(root, key, schema, !!root.required?.includes(key), lang),
      ...(root['x-record'] ? { path: `${root['x-record'].type}.${key}` } : {}),
    }));
}

export const metaOf = (schema: Schema): RecordMeta => schema['x-record'] ?? { type: '', en: '', icon: '', title: 'id' };
export const nameOf = (schema: Schema | undefined, lang: Lang): string => (schema ? (lang === 'en' && metaOf(schema).en) || schema.title || '' : '');
/** What heads a row, in the reader's language where the program wrote it in both. */
export function headingOf(schema: Schema, row: Row, lang: Lang): string {
  const value = row[metaOf(schema).title];
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? ((value as Partial<Both>)[lang] ?? '') : String(value);
}

/** A name within a sentence: English titles begin with a capital letter, which only abbreviations keep. */
export const spoken = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1));

/** One of many: English titles are plurals ("Categories", "Loads of sales"). */
export function singular(name: string, lang: Lang): string {
  if (lang === 'zh') return name;
  const [, many = name, rest = ''] = /^(.+?)( of .*)?$/.exec(name) ?? [];
  return spoken((many.endsWith('ies') ? `${many.slice(0, -3)}y` : many.replace(/s$/, '')) + rest);
}

/** What one of them is called: a form is about one. */
export const oneOf = (schema: Schema, lang: Lang): string => singular(nameOf(schema, lang), lang);

/** Fields by group, in the groups' order; fields of no known group come last under "other". */
export function grouped(schema: Schema, fields: Field[], lang: Lang, other: string): { key: string; title: string; fields: Field[] }[] {
  const groups: Keyed[] = metaOf(schema).groups ?? [];
  const known = new Set(groups.map((g) => g.key));
  const rest = fields.filter((f) => !known.has(f.ui.g ?? ''));
  return [
    ...groups.map((g) => ({ key: g.key, title: g[lang], fields: fields.filter((f) => f.ui.g === g.key) })),
    { key: '', title: groups.length ? other : '', fields: rest },
  ].filter((g) => g.fields.length);
}

/** The columns shown unless the person chose others: fixed first, then by priority. */
export function defaultColumns(fields: Field[]): string[] {
  return fields
    .filter((f) => f.ui.list !== undefined)
    .sort((a, b) => Number(!!b.ui.fixed) - Number(!!a.ui.fixed) || (b.ui.list ?? 0) - (a.ui.list ?? 0))
    .map((f) => f.key);
}

/** Whether a department may draw the field in its own way. */
const owned = (field: Field) => !!field.ui.widget && field.ui.widget !== 'textarea';
/** What can be a column: a value that fits in one line. */
export const columnable = (field: Field) => !['lines', 'object', 'files'].includes(field.kind) && !owned(field);

/** Filters of a ready-made view; older servers write them as pairs. */
export function viewFilters(where: Record<string, string> | [string, string][] | undefined): Record<string, string> {
  return Array.isArray(where) ? Object.fromEntries(where) : (where ?? {});
}
