// Esc closes a drawer, whatever tooltip happens to be about.
//
// antd gives Esc to the pop-up that came last and to no other. A tooltip counts as one, and as a new one when it begins to fade:
// a tooltip that went because a drawer opened over it then took the drawer's Esc, for something that nobody sees any more.
import { useEffect, useRef, type RefObject } from 'react';

const POPUPS = ['.ant-dropdown', '.ant-select-dropdown', '.ant-picker-dropdown', '.ant-popover'];
const SHOWN = POPUPS.map((popup) => `${popup}:not(${popup}-hidden)`).join(',');
/** What is fading away is no longer there for people. */
const shows = (element: Element) => element.getClientRects().length > 0 && !element.className.includes('-leave');

/** Whether nothing that has an Esc of its own lies above the panel: a dialog opened later, an open menu or choice. */
function uppermost(panel: Element): boolean {
  const dialogs = [...document.querySelectorAll('[role=dialog]')].filter(shows);
  return dialogs.at(-1) === (panel.closest('[role=dialog]') ?? panel) && ![...document.querySelectorAll(SHOWN)].some(shows);
}

/** For a drawer with `keyboard={false}` and this `panelRef`. */
export function useEscape(open: boolean, close: () => void): RefObject<HTMLDivElement | null> {
  const panel = useRef<HTMLDivElement>(null);
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!open) return undefined;
    const listen = (e: KeyboardEvent) => {
      // Esc in the middle of a pinyin word only ends the word.
      if (e.key === 'Escape' && !e.isComposing && panel.current && uppermost(panel.current)) latest.current();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [open]);
  return panel;
}
