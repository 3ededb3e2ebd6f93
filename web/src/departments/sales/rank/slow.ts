// Slow movers among the answers: how long ago each was sold, and which count as slow.
import dayjs from 'dayjs';
import type { AnswerRow } from '../../../measure/wire';

export const LIMITS = [7, 14, 30, 60, 90] as const;

export const daysOf = (row: AnswerRow): number | null => {
  const value = row.values.days_without_sale;
  return value === null || value === undefined || value === '' ? null : Number(value);
};

/** Longest first; what has no name cannot be ordered again or marked down, so it is no slow mover. */
export function slow(rows: AnswerRow[], dim: string, atLeast: number): AnswerRow[] {
  return rows.filter((row) => row.keys[dim] != null && (daysOf(row) ?? -1) >= atLeast);
}

/** The day of the last sale, from the last day of the data. */
export const lastSold = (until: string, days: number): string => dayjs(until).subtract(days, 'day').format('YYYY-MM-DD');
