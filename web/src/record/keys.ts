// Keys that every form knows: Ctrl Enter (or ⌘ Enter) sends it.
import type { KeyboardEvent } from 'react';

export const onCtrlEnter = (send: () => void) => (e: KeyboardEvent) => {
  if (e.key !== 'Enter' || !(e.ctrlKey || e.metaKey)) return;
  e.preventDefault();
  send();
};
