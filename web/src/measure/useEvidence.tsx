// Lets a page open the facts behind any of its figures.
import { useState, type ReactNode } from 'react';
import { Evidence, type Asked } from './Evidence';

export function useEvidence(): { show: (asked: Asked) => void; drawer: ReactNode } {
  const [asked, setAsked] = useState<Asked | null>(null);
  return { show: setAsked, drawer: <Evidence asked={asked} close={() => setAsked(null)} /> };
}
