// Who rose and who fell most against last year, for showing only.
import type { Figure } from '../../../charts/figures';
import { held } from '../../../measure/like';
import type { AnswerRow } from '../../../measure/wire';

export type Mover = { row: AnswerRow; now: Figure; before: Figure; difference: number };

/** Only rows that have both figures: what is missing is not zero, so a new shop is no rise. `compared` counts them. */
export function movers(rows: AnswerRow[], measure: string, dim: string, count: number): { up: Mover[]; down: Mover[]; compared: number } {
  const moved = rows.flatMap((row): Mover[] => {
    const { now = null, before = null } = held(row, measure, 'last_year');
    return now === null || before === null || row.keys[dim] == null ? [] : [{ row, now, before, difference: Number(now) - Number(before) }];
  });
  const sorted = [...moved].sort((a, b) => b.difference - a.difference);
  return {
    compared: moved.length,
    up: sorted.filter((m) => m.difference > 0).slice(0, count),
    down: sorted
      .filter((m) => m.difference < 0)
      .slice(-count)
      .reverse(),
  };
}
