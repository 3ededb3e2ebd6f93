// Where the grid stands on the screen: how tall it may be, which key opened a cell, and when the hand has gone elsewhere.
import { useEffect, useRef, useState, type RefObject } from 'react';
import type { DataSheetGridRef } from 'react-datasheet-grid';

const LEAST_PX = 320;
const BELOW_PX = 84;
/** Keys that open a cell with what is there, to be written on. */
const KEEPING = new Set(['F2', 'Enter']);

export function useShown(grid: RefObject<DataSheetGridRef | null>, box: RefObject<HTMLDivElement | null>) {
  const key = useRef('');
  const [height, setHeight] = useState(520);
  useEffect(() => {
    const measure = () => {
      const top = box.current ? box.current.getBoundingClientRect().top + window.scrollY : 0;
      setHeight(Math.max(LEAST_PX, window.innerHeight - top - BELOW_PX));
    };
    measure();
    // What scrolls can be reached by keyboard.
    box.current?.querySelector('.dsg-container')?.setAttribute('tabindex', '0');
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [box]);
  useEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      key.current = e.key;
    };
    const clicked = () => {
      key.current = 'F2';
    };
    // The keyboard belongs to whatever has the focus: a search box that opens above the grid must not write into it.
    const elsewhere = (e: FocusEvent) => {
      if (box.current && e.target instanceof Node && !box.current.contains(e.target)) grid.current?.setActiveCell(null);
    };
    document.addEventListener('keydown', pressed, true);
    document.addEventListener('mousedown', clicked, true);
    document.addEventListener('focusin', elsewhere);
    return () => {
      document.removeEventListener('keydown', pressed, true);
      document.removeEventListener('mousedown', clicked, true);
      document.removeEventListener('focusin', elsewhere);
    };
  }, [grid, box]);
  return { height, keeps: () => KEEPING.has(key.current) };
}
