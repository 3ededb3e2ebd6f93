// What every part of a report needs: its figures, how to show one, and how to open the facts behind it.
import { createContext, useContext } from 'react';
import type { Asked } from '../../measure/Evidence';
import type { Span } from '../../measure/wire';
import { titleOf } from './say';
import type { Document, Figure } from './wire';

export type Paper = { document: Document; figure: (id: string) => Figure | undefined; open: (figure: Figure) => void };
export const PaperContext = createContext<Paper | null>(null);

export function usePaper(): Paper {
  const paper = useContext(PaperContext);
  if (!paper) throw new Error('usePaper outside a report');
  return paper;
}

/** The question behind a figure, asked of the data as they were when it was drafted. */
export function evidenceOf(figure: Figure, at: string): Asked {
  const { from, to, days, where } = figure.query;
  return { title: titleOf(figure), unit: figure.unit, measure: figure.measure, from, to, ...(days ? { days } : {}), where, at, value: figure.value };
}

/** The days that a figure counts, as spans. */
export const daysOf = ({ query: { from, to, days } }: Figure): Span[] => (days?.length ? days : [{ from, to }]);
