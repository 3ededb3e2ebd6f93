// One step closer: from a cell to the same figure taken apart by another dimension, or to the facts behind it.
import { NO_VALUE, type Where } from '../../../measure/ask';
import { spanOf, within, writePeriod } from '../../../measure/period';
import type { AnswerRow, Dim, Span } from '../../../measure/wire';
import type { View } from './state';

/** Which facts a cell counts: its days and its filters; null if it cannot be said, as for "Mondays". */
export function factsOf(row: AnswerRow | null, dims: Dim[], span: Span, where: Where): { span: Span; where: Where } | null {
  let days: Span | null = span;
  let narrowed = where;
  for (const [name, key] of Object.entries(row?.keys ?? {})) {
    if (!days) return null;
    if (dims.find((d) => d.name === name)?.time) {
      const part = key === null ? null : spanOf(name, key);
      days = part && within(part, days);
    } else narrowed = { ...narrowed, [name]: [key ?? NO_VALUE] };
  }
  return days && { span: days, where: narrowed };
}

/** The view one step deeper: the cell's keys become filters, the next dimension its rows. */
export function deeper(view: View, row: AnswerRow, dims: Dim[], span: Span, next: string): Partial<View> | null {
  const facts = factsOf(row, dims, span, view.where);
  if (!facts) return null;
  const used = Object.keys(row.keys);
  const narrower = facts.span.from !== span.from || facts.span.to !== span.to;
  return {
    rows: [next],
    cols: view.cols && !used.includes(view.cols) && view.cols !== next ? view.cols : null,
    where: facts.where,
    ...(narrower ? { period: writePeriod(facts.span) } : {}),
    sort: '',
  };
}

/** What a cell may be taken apart by: everything that is not fixed already. */
export function nextDims(view: View, row: AnswerRow, dims: Dim[], allowed: (name: string) => boolean): Dim[] {
  const fixed = new Set([
    ...Object.keys(row.keys),
    ...Object.entries(view.where)
      .filter(([, codes]) => codes.length === 1)
      .map(([name]) => name),
  ]);
  return dims.filter((dim) => !fixed.has(dim.name) && allowed(dim.name));
}
