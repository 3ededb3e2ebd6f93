// The lines of the grid while they are edited: what differs from the server, what is sent, and where its refusals belong.
import type { FieldError } from '../../../api/problem';
import type { Both } from '../../../api/wire';
import { plain, readAmount } from './amount';
import { DIMS, type Dim, type Grid, type Sent, type TargetRow } from './wire';

export const MONTHS = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9', 'm10', 'm11', 'm12'] as const;
export const AMOUNTS = ['year', ...MONTHS] as const;
export type Amount = (typeof AMOUNTS)[number];
export type CellKey = Dim | Amount;
/** A line of the grid, every cell as text. `id` is the row's on the server, or one of its own while it is `fresh`. */
export type Line = { id: string; fresh?: boolean } & Record<CellKey, string>;
/** What is wrong, by line and cell; 'row' where it is the line as a whole. */
export type Wrong = Record<string, Partial<Record<CellKey | 'row', Both>>>;

let made = 0;
export const freshLine = (cells: Partial<Record<CellKey, string>> = {}): Line =>
  ({ ...Object.fromEntries([...DIMS, ...AMOUNTS].map((key) => [key, ''])), ...cells, id: `new-${++made}`, fresh: true }) as Line;

function lineOf(row: TargetRow): Line {
  const amounts = [row.year, ...row.months].map((text) => plain(text ?? ''));
  const cells = Object.fromEntries([...DIMS.map((dim) => [dim, row.keys[dim] ?? '']), ...AMOUNTS.map((key, i) => [key, amounts[i]])]);
  return { ...(cells as Record<CellKey, string>), id: row.id };
}
export const linesOf = (grid: Grid): Line[] => grid.rows.map(lineOf);

const same = (a: string, b: string) => a === b || (readAmount(a) ?? a) === (readAmount(b) ?? b);
const empty = (line: Line) => AMOUNTS.every((key) => readAmount(line[key]) === '');
export const blank = (line: Line): boolean => empty(line) && DIMS.every((dim) => !line[dim].trim());
export const changed = (line: Line, base: Line | undefined): boolean => (base ? AMOUNTS.some((key) => !same(line[key], base[key])) : !blank(line));

/** Codes by dimension, as one word to compare mixes by. */
export const mixOf = (line: Record<Dim, string>): string => DIMS.map((dim) => line[dim].trim()).join('\u0000');

/** What is not saved yet: lines that changed or are new, and those of the server that were taken out. */
export function unsaved(lines: Line[], base: Line[]): { lines: Line[]; gone: Line[] } {
  const before = new Map(base.map((line) => [line.id, line]));
  const kept = new Set(lines.map((line) => line.id));
  // A new line whose cells are all empty says nothing, however many of them Enter made.
  return { lines: lines.filter((line) => changed(line, before.get(line.id))), gone: base.filter((line) => !kept.has(line.id)) };
}

/** The line for the wire; `code` says what a name stands for. Without amounts the server takes the row out. */
export function sentOf(line: Line, code: (line: Line, dim: Dim) => string, removed = false): Sent {
  const mix = Object.fromEntries(DIMS.filter((dim) => line[dim].trim()).map((dim) => [dim, code(line, dim)]));
  if (removed) return mix;
  const amount = (key: Amount) => (readAmount(line[key]) ?? line[key]) || null;
  return { ...mix, year: amount('year'), months: MONTHS.map(amount) };
}

const POINTER = /^\/rows\/(\d+)(?:\/(?:months\/(\d+)|(\w+)))?/;
/** The server's refusals at the cells of the lines that were sent, in their order; what belongs to none is left over. */
export function placed(errors: FieldError[], sent: Line[]): { wrong: Wrong; rest: FieldError[] } {
  const wrong: Wrong = {};
  const rest: FieldError[] = [];
  for (const error of errors) {
    const [, row, month, field] = POINTER.exec(error.pointer) ?? [];
    const line = row === undefined ? undefined : sent[Number(row)];
    if (!line) {
      rest.push(error);
      continue;
    }
    const key = month !== undefined ? MONTHS[Number(month)]! : ((field as CellKey | undefined) ?? 'row');
    const { zh, en } = error;
    wrong[line.id] = { ...wrong[line.id], [key]: { zh, en } };
  }
  return { wrong, rest };
}

/** What was wrong and is still as it was: a cell that was typed into again is judged anew. */
export function stillWrong(wrong: Wrong, before: Line[], after: Line[]): Wrong {
  const was = new Map(before.map((line) => [line.id, line]));
  const now = new Map(after.map((line) => [line.id, line]));
  const untouched = (id: string, key: string) =>
    key === 'row' ? was.get(id) === now.get(id) : was.get(id)?.[key as CellKey] === now.get(id)?.[key as CellKey];
  const rows = Object.entries(wrong).filter(([id]) => now.has(id));
  const left = rows.map(([id, cells]) => [id, Object.fromEntries(Object.entries(cells).filter(([key]) => untouched(id, key)))] as const);
  return Object.fromEntries(left.filter(([, cells]) => Object.keys(cells).length));
}

/** The wrong cells in the order of the lines. */
export const wrongCells = (wrong: Wrong, lines: Line[]): { row: number; key: CellKey | 'row'; said: Both }[] =>
  lines.flatMap((line, row) => Object.entries(wrong[line.id] ?? {}).map(([key, said]) => ({ row, key: key as CellKey | 'row', said })));
