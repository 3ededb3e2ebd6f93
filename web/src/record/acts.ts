// The acts open to this person on this row: the record's verbs, and ending or reopening it.
import { read, write } from '../api/client';
import { Problem } from '../api/problem';
import { may } from '../api/session';
import type { Me, Row, Schema, Verb } from '../api/wire';
import { metaOf } from './compile';
import { zh, en } from './words';

export const END: Verb = { name: 'end', zh: zh.end, en: en.end, on: 'row', danger: true, confirm: { zh: zh.endText, en: en.endText } };
export const REOPEN: Verb = { name: 'reopen', zh: zh.reopen, en: en.reopen, on: 'row' };

const inState = (verb: Verb, row: Row) => !verb.state || !verb.from?.length || verb.from.includes(String(row[verb.state]));

/** What may be done to a row now. An ended row can only be reopened. */
export function rowActs(me: Me, type: string, schema: Schema, row: Row): Verb[] {
  if (row.ended_at) return may(me, type, REOPEN.name) ? [REOPEN] : [];
  const verbs = (metaOf(schema).verbs ?? []).filter((v) => v.on === 'row' && may(me, type, v.name) && inState(v, row));
  return may(me, type, END.name) && !metaOf(schema).kept_by_house ? [...verbs, END] : verbs;
}

/** What may be done to the record type as a whole. */
export const typeActs = (me: Me, type: string, schema: Schema): Verb[] =>
  (metaOf(schema).verbs ?? []).filter((v) => v.on === 'type' && may(me, type, v.name));

export const canChange = (me: Me, type: string, row: Row) => !row.ended_at && may(me, type, 'change');

/** `gone` of an ended row: whether nothing referred to it, so that it was deleted. */
export type Reply = Partial<Row> & { secret?: string; job?: string; gone?: boolean };

/** What an answer tells only this once: the first password of a new account, the text of a token. */
export const secretOf = (reply: Reply | undefined): string | null => reply?.secret ?? null;
/** The row without its secret: what is kept on the page must not know it. */
export function withoutSecret(row: Row): Row {
  const { secret: _secret, ...kept } = row;
  return kept as Row;
}

/** Ends a row. The answer does not tell what came of it; the row itself does. */
async function end(type: string, row: Row): Promise<Reply> {
  const path = `/records/${type}/${row.id}`;
  await write('DELETE', path, { version: row.version });
  const gone = await read(path).then(
    () => false,
    (error: unknown) => (error instanceof Problem && error.status === 404 ? true : undefined),
  );
  return gone === undefined ? {} : { gone };
}

/** Does it. Ending is a DELETE and reopening a call of its own; every verb is a POST under its name. */
export function act(type: string, verb: Verb, row: Row | undefined, body: unknown): Promise<Reply | undefined> {
  if (row && verb === END) return end(type, row);
  if (row && verb === REOPEN) return write('POST', `/records/${type}/${row.id}/reopen`, { version: row.version });
  if (row) return write('POST', `/records/${type}/${row.id}/do/${verb.name}`, { body: body ?? {}, version: row.version });
  return write('POST', `/records/${type}/do/${verb.name}`, { body: body ?? {} });
}
