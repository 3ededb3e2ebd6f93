// The rows of the board that are shown: folded, narrowed to those behind or to a name, or to one level.
import { rowKey, rowName } from './say';
import type { BoardRow } from './wire';

export type Level = 'both' | 'first' | 'second';
export type Look = { level: Level; behind: boolean; find: string; folded: ReadonlySet<string> };

const fits = (row: BoardRow, by: string[], { behind, find }: Look) =>
  (!behind || row.standing.light === 'amber' || row.standing.light === 'red') &&
  (!find || `${rowName(row, by)} ${Object.values(row.keys).join(' ')}`.toLowerCase().includes(find.trim().toLowerCase()));

/** Rows stand in the order of the tree: one of the first level, then those inside it. A row that is shown keeps the one above it. */
export function shownRows(rows: BoardRow[], by: string[], look: Look): BoardRow[] {
  const head = by[0] ?? '';
  if (look.level !== 'both') return rows.filter((row) => row.level === (look.level === 'first' ? 1 : 2) && fits(row, by, look));
  const wanted = new Set(rows.filter((row) => row.level === 2 && fits(row, by, look)).map((row) => row.keys[head]));
  const narrowed = look.behind || look.find.trim() !== '';
  return rows.filter((row) => {
    if (row.level === 1) return fits(row, by, look) || (narrowed && wanted.has(row.keys[head]));
    return fits(row, by, look) && (narrowed || !look.folded.has(row.keys[head] ?? ''));
  });
}

/** Which rows of the first level have others inside them. */
export const parentsOf = (rows: BoardRow[], by: string[]): ReadonlySet<string> =>
  new Set(rows.filter((row) => row.level === 2).map((row) => row.keys[by[0] ?? ''] ?? ''));

export const isFew = (few: ReadonlySet<string>, row: BoardRow): boolean => few.has(rowKey(row.keys));
