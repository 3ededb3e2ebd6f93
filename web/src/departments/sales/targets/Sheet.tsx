// The grid itself: cells like those of a workbook, by keyboard, by hand and by clipboard.
import { useCallback, useEffect, useMemo, useRef, type ComponentProps, type Dispatch, type SetStateAction } from 'react';
import { Grid as Screen } from 'antd';
import { DynamicDataSheetGrid, type DataSheetGridRef } from 'react-datasheet-grid';
import 'react-datasheet-grid/dist/style.css';
import { GapCell, NameCell, type Gaps, type Named } from './cells';
import { columnsFor, gapsOf, shownDims, type Tools } from './columns';
import { Menu } from './Menu';
import { meant } from './names';
import { changed, freshLine, type CellKey, type Line } from './sheet';
import { usePaste, usePoint, useSteps } from './useKeys';
import { useShown } from './useShown';
import type { Sheet as Model } from './useSheet';
import { DIMS, type Dim } from './wire';
import { useWords } from './words';
import './targets.css';

/** `point` counts how often the next wrong cell was asked for. */
type Props = { sheet: Model; point: number; lastYear: boolean; allDims: boolean; dimTitle: (dim: Dim) => string; choose: Choose };
type Choose = Dispatch<SetStateAction<number[]>>;

const ROW_PX = 46;
const HEAD_PX = 62;

export default function Sheet({ sheet, point, lastYear, allDims, dimTitle, choose }: Props) {
  const t = useWords();
  const narrow = Screen.useBreakpoint().md === false;
  const grid = useRef<DataSheetGridRef>(null);
  const box = useRef<HTMLDivElement>(null);
  const { keeps, height } = useShown(grid, box);
  const dims = shownDims(sheet, allDims, narrow);
  const tools: Tools = { t, sheet, dimTitle, lastYear, keeps, narrow, dims };
  // What a column draws depends on these, and not on what is typed into its cells.
  const { columns, left, right } = useMemo(
    () => ({ columns: columnsFor(tools), left: gutter(tools), right: narrow || !sheet.grid.measure.adds_up ? {} : { stickyRightColumn: edge(tools) } }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [t, sheet.grid, sheet.base, sheet.wrong, sheet.directory, lastYear, narrow, dims.join()],
  );
  const chosen = useChosen(choose);
  const change = useSteady(sheet.change);
  useSteps(grid, sheet);
  const keys = columns.map((column) => column.id as CellKey);
  usePoint(grid, sheet, keys, point);
  usePaste(grid, sheet, keys);
  return (
    <div ref={box} className={sheet.busy ? 'tg-box stale' : 'tg-box'} role="region" aria-label={t('sheet')} aria-busy={sheet.busy}>
      <DynamicDataSheetGrid<Line>
        ref={grid}
        value={sheet.lines}
        onChange={change}
        columns={columns}
        gutterColumn={left}
        {...right}
        height={height}
        rowHeight={ROW_PX}
        headerRowHeight={HEAD_PX}
        rowKey="id"
        lockRows={!sheet.editable || sheet.busy}
        disableExpandSelection={!sheet.editable}
        createRow={freshLine}
        duplicateRow={duplicate}
        addRowsComponent={false}
        contextMenuComponent={Menu}
        onSelectionChange={chosen.many}
        onActiveCellChange={chosen.one}
      />
    </div>
  );
}

const duplicate = ({ rowData }: { rowData: Line }): Line => ({ ...rowData, id: freshLine().id, fresh: true });

/** One function for as long as the grid lives, so that a key which only moves does not draw all of it. */
function useSteady(act: (lines: Line[]) => void): (lines: Line[]) => void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  return useCallback((lines) => latest.current(lines), []);
}

type OnMany = NonNullable<ComponentProps<typeof DynamicDataSheetGrid>['onSelectionChange']>;
type OnOne = NonNullable<ComponentProps<typeof DynamicDataSheetGrid>['onActiveCellChange']>;

/** The rows that are chosen: those of a selection, else that of the cell one is in. */
function useChosen(set: Choose): { many: OnMany; one: OnOne } {
  return useMemo(() => {
    const choose = (rows: number[]) => set((old) => (old.join() === rows.join() ? old : rows));
    return {
      many: ({ selection }) => {
        if (selection) choose(Array.from({ length: selection.max.row - selection.min.row + 1 }, (_, i) => selection.min.row + i));
      },
      one: ({ cell }) => choose(cell ? [cell.row] : []),
    };
  }, [set]);
}

/** What the lines of figures in the heads of the columns are. */
const Corner = ({ t, lastYear, total }: Pick<Tools, 't' | 'lastYear'> & { total: boolean }) => (
  <span className="tg-corner both">
    {t('of')}
    <span className="tg-head">
      <b>&nbsp;</b>
      {total ? <span className="muted">{t('total')}</span> : null}
      {lastYear ? <span className="muted">{t('lastYear')}</span> : null}
    </span>
  </span>
);

function gutter({ t, sheet, narrow, lastYear }: Tools) {
  const rows = new Map(sheet.grid.rows.map((row) => [row.id, row]));
  const base = new Map(sheet.base.map((line) => [line.id, line]));
  const named = (line: Line) => {
    const parts = DIMS.filter((dim) => line[dim].trim()).map((dim) => {
      const one = meant(sheet.directory, line, dim);
      return one && typeof one === 'object' ? one.name : line[dim];
    });
    return parts.join(' · ') || (changed(line, undefined) ? t('company') : t('newRow'));
  };
  const data: Named = {
    name: (line) => {
      const row = rows.get(line.id);
      // In the hand there is room for what tells the line apart alone.
      const own = narrow ? DIMS.findLast((dim) => row?.labels[dim]) : undefined;
      return own ? row!.labels[own]! : row ? t.of(row) : named(line);
    },
    look: (line) => {
      const wrong = sheet.wrong[line.id]?.row;
      return { open: changed(line, base.get(line.id)), ...(wrong ? { wrong: t.of(wrong) } : {}) };
    },
  };
  const width = narrow ? 132 : 216;
  return { basis: width, minWidth: width, grow: 0, shrink: 0, title: <Corner t={t} lastYear={lastYear} total={sheet.grid.measure.adds_up} />, component: NameCell as never, columnData: data };
}

function edge(tools: Tools) {
  const data: Gaps = (line) => gapsOf(line, tools);
  return { basis: 172, minWidth: 172, grow: 0, shrink: 0, title: <b className="tg-corner">{tools.t('gaps')}</b>, component: GapCell as never, columnData: data };
}
