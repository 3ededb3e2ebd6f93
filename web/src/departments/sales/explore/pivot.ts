// Answers laid out as a table: one line for each combination of rows, one column for each value of the column dimension.
import type { Answer, AnswerRow } from '../../../measure/wire';
import { COLUMNS_MAX } from './state';

/** `total` is the line over all columns; `cells` are by the key of their column. */
export type Line = { id: string; row: AnswerRow; cells: Map<string, AnswerRow> };
export type Column = { id: string; row: AnswerRow };
/** `total` is the server's figure over everything; `left` counts columns that found no room. */
export type Pivot = { lines: Line[]; columns: Column[]; total: AnswerRow; left: number };

const idOf = (row: AnswerRow, dims: string[]) => dims.map((dim) => row.keys[dim] ?? '\u0000').join('\u0001');

/** Without a column dimension the rows are the table. */
export function flat(answer: Answer, rows: string[]): Pivot {
  return { lines: answer.rows.map((row) => ({ id: idOf(row, rows), row, cells: new Map() })), columns: [], total: answer.total, left: 0 };
}

/** Only a column dimension: one line, which is the total. */
export function across(answer: Answer, cols: string): Pivot {
  const columns = answer.rows.slice(0, COLUMNS_MAX).map((row) => ({ id: idOf(row, [cols]), row }));
  return { lines: [], columns, total: answer.total, left: Math.max(0, answer.rows.length - COLUMNS_MAX) };
}

export function crossed(cells: Answer, lines: Answer, heads: Answer, rows: string[], cols: string): Pivot {
  const byLine = new Map<string, Map<string, AnswerRow>>();
  for (const cell of cells.rows) {
    const line = idOf(cell, rows);
    const known = byLine.get(line) ?? new Map<string, AnswerRow>();
    known.set(idOf(cell, [cols]), cell);
    byLine.set(line, known);
  }
  const columns = heads.rows.slice(0, COLUMNS_MAX).map((row) => ({ id: idOf(row, [cols]), row }));
  return {
    lines: lines.rows.map((row) => ({ id: idOf(row, rows), row, cells: byLine.get(idOf(row, rows)) ?? new Map() })),
    columns,
    total: lines.total,
    left: Math.max(0, heads.rows.length - COLUMNS_MAX),
  };
}
