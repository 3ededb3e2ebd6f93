// The menu of the grid.
import { useEffect, useRef } from 'react';
import type { ContextMenuComponentProps } from 'react-datasheet-grid';
import { useWords } from './words';

/** The menu of the right button: rows only, since a browser lets a page read the clipboard by keyboard alone. */
export function Menu({ clientX, clientY, items, close }: ContextMenuComponentProps) {
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
