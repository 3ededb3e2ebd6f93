// For buttons that act on the rows chosen in the grid: it lets go of them when the hand goes elsewhere, so it does not hear of these.
import type { MouseEvent } from 'react';

export const holding = {
  onMouseDown: (e: MouseEvent) => {
    e.preventDefault();
    e.stopPropagation();
  },
};
