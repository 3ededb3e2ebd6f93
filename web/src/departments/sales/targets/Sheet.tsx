// The grid itself: cells like those of a workbook, by keyboard, by hand and by clipboard.
import { useEffect, useMemo, useRef, type ComponentProps, type Dispatch, type RefObject, type SetStateAction } from 'react';
import { Grid as Screen } from 'antd';
import { DynamicDataSheetGrid, type ContextMenuComponentProps, type DataSheetGridRef } from 'react-datasheet-grid';
import 'react-datasheet-grid/dist/style.css';
import { GapCell, NameCell, type Gaps, type Named } from './cells';
import { columnsFor, gapsOf, shownDims, type Tools } from './columns';
import { meant } from './names';
import { cellsOf, columnsOf } from './paste';
import { changed, freshLine, type CellKey, type Line } from './sheet';
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
const inField = (target: EventTarget | null) => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

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
  useSteps(grid, sheet);
  const keys = columns.map((column) => column.id as CellKey);
  usePoint(grid, sheet, keys, point);
  usePaste(grid, sheet, keys);
  return (
    <div ref={box} className={sheet.busy ? 'tg-box stale' : 'tg-box'} role="region" aria-label={t('sheet')} aria-busy={sheet.busy}>
      <DynamicDataSheetGrid<Line>
        ref={grid}
        value={sheet.lines}
        onChange={sheet.change}
        columns={columns}
        gutterColumn={left}
        {...right}
        height={height}
        rowHeight={ROW_PX}
        headerRowHeight={HEAD_PX}
        rowKey="id"
        lockRows={!sheet.editable || sheet.busy}
        autoAddRow={sheet.editable}
        disableExpandSelection={!sheet.editable}
        createRow={freshLine}
        duplicateRow={({ rowData }) => ({ ...rowData, id: freshLine().id, fresh: true })}
        addRowsComponent={false}
        contextMenuComponent={Menu}
        onSelectionChange={chosen.many}
        onActiveCellChange={chosen.one}
      />
    </div>
  );
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
const Corner = ({ t, lastYear }: Pick<Tools, 't' | 'lastYear'>) => (
  <span className="tg-corner both">
    {t('of')}
    <span className="tg-head">
      <b>&nbsp;</b>
      <span className="muted">{t('total')}</span>
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
  return { basis: width, minWidth: width, grow: 0, shrink: 0, title: <Corner t={t} lastYear={lastYear} />, component: NameCell as never, columnData: data };
}

function edge(tools: Tools) {
  const data: Gaps = (line) => gapsOf(line, tools);
  return { basis: 172, minWidth: 172, grow: 0, shrink: 0, title: <b className="tg-corner">{tools.t('gaps')}</b>, component: GapCell as never, columnData: data };
}

/** Ctrl Z takes a step back wherever in the grid one is; within a cell that is edited it is the browser's own. */
function useSteps(grid: RefObject<DataSheetGridRef | null>, sheet: Model) {
  const latest = useRef(sheet);
  useEffect(() => {
    latest.current = sheet;
  });
  useEffect(() => {
    const keys = (e: KeyboardEvent) => {
      const { editable, busy, undo, redo, count } = latest.current;
      if (!(e.ctrlKey || e.metaKey) || e.altKey || !editable || busy) return;
      const key = e.key.toLowerCase();
      if (key === 's' && count) {
        e.preventDefault();
        (document.activeElement as HTMLElement | null)?.blur();
        grid.current?.setActiveCell(null);
        // What is still in an open cell is taken in first.
        setTimeout(() => void latest.current.save(), 0);
        return;
      }
      if (inField(e.target) || !grid.current?.activeCell) return;
      if (key === 'z' || key === 'y') {
        e.preventDefault();
        if (key === 'y' || e.shiftKey) redo();
        else undo();
      }
    };
    document.addEventListener('keydown', keys);
    return () => document.removeEventListener('keydown', keys);
  }, [grid]);
}

/** Goes to the first wrong cell when there is one, and to the next when that is asked for. */
function usePoint(grid: RefObject<DataSheetGridRef | null>, { wrong, lines }: Model, keys: CellKey[], point: number) {
  const latest = useRef({ lines, keys });
  useEffect(() => {
    latest.current = { lines, keys };
  });
  useEffect(() => {
    const cells = latest.current.lines.flatMap((line, row) =>
      Object.keys(wrong[line.id] ?? {}).map((key) => ({ row, col: Math.max(0, latest.current.keys.indexOf(key as CellKey)) })),
    );
    const cell = cells[point % cells.length];
    if (cell) grid.current?.setActiveCell(cell);
  }, [grid, wrong, point]);
}

const isDim = (key: CellKey | undefined) => (DIMS as readonly string[]).includes(key ?? '');

/** Rows with names find their lines; a block of amounts alone goes where it is put, as in any workbook. */
function usePaste(grid: RefObject<DataSheetGridRef | null>, sheet: Model, keys: CellKey[]) {
  const latest = useRef({ sheet, keys });
  useEffect(() => {
    latest.current = { sheet, keys };
  });
  useEffect(() => {
    const paste = (e: ClipboardEvent) => {
      const { sheet: now, keys: all } = latest.current;
      const text = e.clipboardData?.getData('text/plain') ?? '';
      if (!now.editable || now.busy || inField(e.target) || !text.trim()) return;
      const cell = grid.current?.activeCell;
      const block = cellsOf(text);
      const wide = (block[0]?.length ?? 0) > 1;
      const headed = columnsOf(block, []).rows.length < block.length;
      const named = cell ? isDim(all[cell.col]) && wide : document.activeElement === document.body && wide;
      if (!named && !headed) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      void now.paste(block, cell ? all.slice(cell.col) : [...now.dims, ...all.filter((key) => !isDim(key))]);
    };
    window.addEventListener('paste', paste, true);
    return () => window.removeEventListener('paste', paste, true);
  }, [grid]);
}

/** The menu of the right button: rows only, since a browser lets a page read the clipboard by keyboard alone. */
function Menu({ clientX, clientY, items, close }: ContextMenuComponentProps) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const away = (e: MouseEvent) => {
      if (!box.current?.contains(e.target as Node)) close();
    };
    document.addEventListener('mousedown', away);
    return () => document.removeEventListener('mousedown', away);
  }, [close]);
  const words = { INSERT_ROW_BELLOW: 'insertRow', DUPLICATE_ROW: 'duplicateRows', DUPLICATE_ROWS: 'duplicateRows', DELETE_ROW: 'removeRows', DELETE_ROWS: 'removeRows' } as const;
  return (
    <div ref={box} className="tg-menu" role="menu" style={{ left: clientX, top: clientY }}>
      {items.flatMap((item) =>
        item.type in words
          ? [
              <button key={item.type} type="button" role="menuitem" onClick={item.action}>
                {t(words[item.type as keyof typeof words])}
              </button>,
            ]
          : [],
      )}
    </div>
  );
}
