// The keyboard and the clipboard of the grid, beyond what its library does: steps back, saving, wrong cells, and rows with names.
import { useEffect, useRef, type RefObject } from 'react';
import type { DataSheetGridRef } from 'react-datasheet-grid';
import { cellsOf, columnsOf } from './paste';
import { wrongCells, type CellKey } from './sheet';
import type { Sheet as Model } from './useSheet';
import { DIMS } from './wire';

const inField = (target: EventTarget | null) => target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Ctrl Z takes a step back wherever in the grid one is; within a cell that is edited it is the browser's own. */
export function useSteps(grid: RefObject<DataSheetGridRef | null>, sheet: Model) {
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
export function usePoint(grid: RefObject<DataSheetGridRef | null>, { wrong, lines }: Model, keys: CellKey[], point: number) {
  const latest = useRef({ lines, keys });
  useEffect(() => {
    latest.current = { lines, keys };
  });
  useEffect(() => {
    const cells = wrongCells(wrong, latest.current.lines);
    const cell = cells[point % cells.length];
    if (cell) grid.current?.setActiveCell({ row: cell.row, col: Math.max(0, latest.current.keys.indexOf(cell.key as CellKey)) });
  }, [grid, wrong, point]);
}

const isDim = (key: CellKey | undefined) => (DIMS as readonly string[]).includes(key ?? '');

/** Rows with names find their lines; a block of amounts alone goes where it is put, as in any workbook. */
export function usePaste(grid: RefObject<DataSheetGridRef | null>, sheet: Model, keys: CellKey[]) {
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
