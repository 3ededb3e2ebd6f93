// The columns of the table: names of rows, then each figure with its share and its moves.
import type { ReactNode } from 'react';
import type { TableColumnGroupType, TableColumnType } from 'antd';
import { inFull, inShort, type Figure } from '../../../charts/figures';
import { additive } from '../../../measure/additive';
import { shareOf } from '../../../measure/change';
import { nameOf } from '../../../measure/keys';
import { held, sideOf } from '../../../measure/like';
import { Move } from '../../../measure/Move';
import type { Answer, AnswerRow, Compare, Measure } from '../../../measure/wire';
import { widthOf } from '../../../record/format';
import type { Column, Line, Pivot } from './pivot';
import type { OpenCell } from './CellMenu';
import type { Explorer } from './useExplorer';
import type { useWords } from './words';

type Words = ReturnType<typeof useWords>;
/** A column also knows what stands below it in the line of totals. */
export type Leaf = TableColumnType<Line> & { sum: ReactNode };
type Group = TableColumnGroupType<Line> & { children: Leaf[] };
export type Tools = { ex: Explorer; t: Words; open: OpenCell; answer: Answer; wide: boolean };
const NAME_PX = 168;
const NAME_NARROW_PX = 116;
const MOVE_PX = 92;
const SHARE_PX = 84;

/** A figure that can be looked into. */
export function Value({ row, measure, tools: { ex, t, open } }: { row: AnswerRow | undefined; measure: Measure; tools: Tools }) {
  const value: Figure = row?.values[measure.name] ?? null;
  if (!row || value === null) return <span className="muted">—</span>;
  const full = inFull(value, measure.unit);
  return (
    <button
      type="button"
      className="figure num ex-cell"
      title={full}
      aria-haspopup="menu"
      onClick={(e) => open(row, measure, e.currentTarget)}
    >
      {ex.view.full ? full : inShort(value, measure.unit, t.lang)}
    </button>
  );
}

const Moved = ({ row, measure, compare, tools }: { row: AnswerRow | undefined; measure: Measure; compare: Compare; tools: Tools }) => (
  <Move
    {...held(row, measure.name, compare)}
    unit={measure.unit}
    good={measure.good}
    against={tools.answer.compare[sideOf(compare)]}
  />
);

const valueWidth = (measure: Measure, tools: Tools) => Math.max(tools.ex.view.full ? 138 : 104, widthOf(tools.t.of(measure)) + 44);

/** A figure, its share of the whole and its moves side by side. */
function measured(measure: Measure, total: AnswerRow, tools: Tools): Leaf[] {
  const { t, ex } = tools;
  const right = { align: 'right' as const };
  const share = (row: AnswerRow) => <span className="num">{shareOf(row.values[measure.name], total.values[measure.name]) ?? '—'}</span>;
  const moved = (row: AnswerRow, compare: Compare) => <Moved row={row} measure={measure} compare={compare} tools={tools} />;
  const sorted = ex.view.sort.replace(/^-/, '') === measure.name;
  const value: Leaf = {
    ...right,
    key: measure.name,
    title: t.of(measure),
    width: valueWidth(measure, tools),
    sorter: true,
    sortOrder: sorted ? (ex.view.sort.startsWith('-') ? 'descend' : 'ascend') : null,
    sortDirections: ['descend', 'ascend'],
    showSorterTooltip: { title: t.of(measure.about) },
    render: (_, line) => <Value row={line.row} measure={measure} tools={tools} />,
    sum: <Value row={total} measure={measure} tools={tools} />,
  };
  const part: Leaf = {
    ...right,
    key: `${measure.name}.share`,
    title: t('share'),
    width: SHARE_PX,
    render: (_, line) => share(line.row),
    sum: share(total),
  };
  const moves = ex.view.compare.map(
    (c): Leaf => ({
      ...right,
      key: `${measure.name}.${c}`,
      title: t(sideOf(c)),
      width: MOVE_PX,
      render: (_, line) => moved(line.row, c),
      sum: moved(total, c),
    }),
  );
  return [value, ...(ex.view.share && additive(measure) ? [part] : []), ...moves];
}

/** One value of the column dimension: its figures, each with its first move below it. */
function crossedColumn(column: Column, measures: Measure[], tools: Tools): Leaf | Group {
  const { ex, t } = tools;
  const [compare] = ex.view.compare;
  const title = nameOf(column.row, ex.view.cols ?? '', t.lang);
  const cell = (row: AnswerRow | undefined, measure: Measure) => (
    <>
      <Value row={row} measure={measure} tools={tools} />
      {compare && row ? (
        <div className="ex-under">
          <Moved row={row} measure={measure} compare={compare} tools={tools} />
        </div>
      ) : null}
    </>
  );
  const one = (measure: Measure, name: string): Leaf => ({
    key: `${column.id}.${measure.name}`,
    title: name,
    align: 'right',
    width: Math.max(valueWidth(measure, tools), widthOf(name) + 24),
    render: (_, line) => cell(line.cells.get(column.id), measure),
    sum: cell(column.row, measure),
  });
  const [only] = measures;
  return measures.length === 1 && only ? one(only, title) : { key: column.id, title, children: measures.map((m) => one(m, t.of(m))) };
}

export function columnsOf(pivot: Pivot, tools: Tools): (Leaf | Group)[] {
  const { ex, t, wide } = tools;
  const names = ex.view.rows.map((name, i): Leaf => {
    const dim = ex.dim(name);
    return {
      key: name,
      title: dim ? t.of(dim) : name,
      width: wide ? NAME_PX : NAME_NARROW_PX,
      ellipsis: true,
      ...(wide || i === 0 ? { fixed: 'start' as const } : {}),
      render: (_, line) => <span className={line.row.keys[name] === null ? 'muted' : ''}>{nameOf(line.row, name, t.lang)}</span>,
      sum: i === 0 ? <b>{t('total')}</b> : null,
    };
  });
  const totals = ex.measures.flatMap((m) => measured(m, pivot.total, tools));
  if (!ex.view.cols) return [...names, ...totals];
  const whole: Group = { key: 'total', title: t('total'), children: totals };
  return [...names, whole, ...pivot.columns.map((c) => crossedColumn(c, ex.measures, tools))];
}

/** The columns that hold cells, in order: groups are taken apart. */
export const leaves = (columns: (Leaf | Group)[]): Leaf[] => columns.flatMap((c): Leaf[] => ('children' in c ? c.children : [c]));
