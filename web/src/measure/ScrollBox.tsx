// A box whose content is wider or taller than it: it scrolls, and the keyboard can reach it.
import type { ReactNode } from 'react';

export function ScrollBox({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling box without it cannot be scrolled by keyboard
    <div className={className} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
