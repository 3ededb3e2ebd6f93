// Slow movers among the answers: how long ago each was sold, and which count as slow.
import dayjs from 'dayjs';
import type { AnswerRow } from '../../../measure/wire';

export const LIMITS = [7, 14, 30, 60, 90] as const;

export const daysOf = (row: AnswerRow): number | null => {
  const value = row.values.days_without_sale;
  return value === null || value === undefined || value === '' ? null : Number(value);
};

/** What was sold within the days asked about and has a name: the nameless cannot be ordered again or marked down, and what was closed long ago is not slow. */
export const sold = (rows: AnswerRow[], dim: string): AnswerRow[] =>
  rows.filter((row) => row.keys[dim] != null && row.values.sales != null);

/** Longest first. */
export const slow = (rows: AnswerRow[], dim: string, atLeast: number): AnswerRow[] =>
  sold(rows, dim).filter((row) => (daysOf(row) ?? -1) >= atLeast);

/** The day of the last sale, from the last day of the data. */
export const lastSold = (until: string, days: number): string => dayjs(until).subtract(days, 'day').format('YYYY-MM-DD');
