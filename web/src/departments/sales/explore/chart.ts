// Which chart suits a table, and what it draws; only the first figure is drawn.
import type { Lang } from '../../../api/wire';
import type { Figure } from '../../../charts/figures';
import { axisNames, nameOf } from '../../../measure/keys';
import { sideOf, wayOf } from '../../../measure/like';
import type { AnswerRow, Dim } from '../../../measure/wire';
import type { Column, Line, Pivot } from './pivot';
import type { ChartKind, View } from './state';

type Series = { name: string; values: Figure[]; quiet?: boolean };
/** `first`: only so many are drawn; `unnamed`: what the data do not state was left out, as it would dwarf the rest. */
type Note = { first: number | null; unnamed: boolean };
export type Drawing =
  | ({ kind: 'line' | 'bar'; x: string[]; series: Series[]; lying: boolean } & Note)
  | ({ kind: 'heat'; x: string[]; y: string[]; values: Figure[][] } & Note);

const BARS = 12;
const LINES = 6;
const GROUPS = 4;
const HEAT_ROWS = 20;

const timed = (dims: Dim[], name: string | null | undefined) => !!dims.find((d) => d.name === name)?.time;

/** Time runs along a line; two dimensions of things, or of times, make a heat map; anything else is bars. */
export function chartOf(view: View, dims: Dim[]): Exclude<ChartKind, 'auto'> {
  if (view.chart !== 'auto') return view.chart;
  if (view.rows.length === 2) return 'none';
  if (view.cols) return timed(dims, view.cols) !== timed(dims, view.rows[0]) || !view.rows.length ? 'line' : 'heat';
  return view.rows.length ? (timed(dims, view.rows[0]) ? 'line' : 'bar') : 'none';
}

type Names = { now: string; before: string; lastYear: string };
const lineName = (line: Line, rows: string[], lang: Lang) => rows.map((dim) => nameOf(line.row, dim, lang)).join(' · ');

/** One figure along one dimension, beside the same figure of the period of comparison. */
function single(rows: AnswerRow[], dim: string, measure: string, view: View, lang: Lang, names: Names): { x: string[]; series: Series[] } {
  // One comparison is enough beside the figure; the table has both.
  const shown = wayOf(view.compare) ?? view.compare[0];
  const against = shown && sideOf(shown);
  const now: Series = { name: names.now, values: rows.map((row) => row.values[measure]) };
  const then: Series[] = against
    ? [{ name: against === 'last_year' ? names.lastYear : names.before, values: rows.map((row) => row[against]?.[measure]), quiet: true }]
    : [];
  return { x: axisNames(rows, dim, lang), series: [now, ...then] };
}

/** Facts that say nothing about a dimension belong in the table and its total, not among the bars. */
const named = (row: AnswerRow) => Object.values(row.keys).every((key) => key !== null);
const cell = (line: Line, column: Column, measure: string): Figure => line.cells.get(column.id)?.values[measure] ?? null;

export function drawing(
  kind: Exclude<ChartKind, 'auto' | 'none'>,
  pivot: Pivot,
  view: View,
  dims: Dim[],
  lang: Lang,
  names: Names,
): Drawing | null {
  const [measure = 'sales'] = view.measures;
  const lines = pivot.lines.filter((l) => named(l.row));
  const columns = pivot.columns.filter((c) => named(c.row));
  const unnamed = lines.length < pivot.lines.length || columns.length < pivot.columns.length;
  const heads = axisNames(
    columns.map((c) => c.row),
    view.cols ?? '',
    lang,
  );
  if (kind === 'heat') {
    if (!columns.length || !lines.length) return null;
    const shown = lines.slice(0, HEAT_ROWS);
    return {
      kind,
      x: heads,
      y: shown.map((l) => lineName(l, view.rows, lang)),
      values: shown.map((l) => columns.map((c) => cell(l, c, measure))),
      first: lines.length > HEAT_ROWS ? HEAT_ROWS : null,
      unnamed,
    };
  }
  if (view.cols && lines.length) {
    const shown = lines.slice(0, kind === 'line' ? LINES : GROUPS);
    return {
      kind,
      x: heads,
      series: shown.map((l) => ({ name: lineName(l, view.rows, lang), values: columns.map((c) => cell(l, c, measure)) })),
      lying: false,
      first: lines.length > shown.length ? shown.length : null,
      unnamed,
    };
  }
  const [dim = ''] = view.cols ? [view.cols] : view.rows;
  const all = view.cols ? columns.map((c) => c.row) : lines.map((l) => l.row);
  const along = timed(dims, dim);
  const shown = along ? all : all.slice(0, BARS);
  if (!shown.length) return null;
  return {
    kind,
    ...single(shown, dim, measure, view, lang, names),
    lying: kind === 'bar' && !along,
    first: shown.length < all.length ? shown.length : null,
    unnamed,
  };
}
