// What a form sends: only the fields that differ, as a merge patch; and what differs when two people changed one row.
import type { Row } from '../api/wire';
import type { Field } from './compile';

type Values = Record<string, unknown>;

/** "Not filled in" is written in many ways by controls; on the wire it is null, and an empty list for lists. */
export function normal(value: unknown): unknown {
  if (value === undefined || value === '' || value === null) return null;
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([k]) => k !== '_labels')
        .map(([k, v]) => [k, normal(v)]),
    );
  return value;
}

const LISTS = new Set(['lines', 'tags', 'refs', 'files']);
/** A list is never null, a switch never undecided, and texts keep no blanks at their ends. */
function sent(field: Field, value: unknown): unknown {
  const it = normal(value);
  if (LISTS.has(field.kind)) return it ?? [];
  if (field.kind === 'bool') return it ?? false;
  // A text that the schema does not let be null is emptied as "".
  if ((field.kind === 'text' || field.kind === 'textarea') && it === null && !nullable(field)) return '';
  return typeof it === 'string' && field.kind === 'text' ? it.trim() : it;
}
const nullable = (field: Field) => (Array.isArray(field.schema.type) ? field.schema.type.includes('null') : field.schema.type === undefined);

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(normal(a)) === JSON.stringify(normal(b));

/** A new row: everything filled in; what is empty is left out, so that the server's defaults hold. */
export function creation(fields: Field[], values: Values): Values {
  return Object.fromEntries(
    fields
      .filter((f) => !f.readOnly)
      .map((f) => [f.key, sent(f, values[f.key])] as const)
      .filter(([, v]) => v !== null && v !== '' && !(Array.isArray(v) && !v.length)),
  );
}

/** A changed row: null takes a value away; lists and objects are sent whole. */
export function patch(fields: Field[], row: Row, values: Values): Values {
  return Object.fromEntries(
    fields.filter((f) => !f.readOnly && !f.once && f.key in values && !same(values[f.key], row[f.key])).map((f) => [f.key, sent(f, values[f.key])]),
  );
}

export type Difference = { field: Field; mine: unknown; theirs: unknown; keep: 'mine' | 'theirs' };
/** What my form and the row as it now is say differently. Kept unless chosen otherwise: mine where I changed it, theirs where only they did. */
export function conflict(fields: Field[], base: Row, mine: Values, current: Row): Difference[] {
  return fields
    .filter((f) => !f.readOnly && f.key in mine && !same(mine[f.key], current[f.key]))
    .map((field) => ({
      field,
      mine: mine[field.key],
      theirs: current[field.key],
      keep: same(mine[field.key], base[field.key]) ? 'theirs' : 'mine',
    }));
}
