// An anomaly as its row tells it: what it is of, and the question that leads on from it.
import dayjs from 'dayjs';
import type { Row } from '../../../api/wire';
import type { Where } from '../../../measure/ask';
import type { Span } from '../../../measure/wire';

export type Anomaly = { measure: string; where: Where; days: Span };

export function anomalyOf(row: Row): Anomaly {
  const text = (key: string) => String(row[key] ?? '');
  return { measure: text('measure'), where: { [text('level')]: [text('code')] }, days: { from: text('from_day'), to: text('to_day') } };
}

/** What was forecast for a day of it, with the ends of the interval: the mean where it lasted longer. For drawing only. */
export function forecastOf(row: Row): { expected: number; low: number; high: number } {
  const length = daysOf(anomalyOf(row).days).length || 1;
  const mean = (key: string) => Number(row[key]) / length;
  return { expected: mean('expected'), low: mean('low'), high: mean('high') };
}

const BEFORE = 42;
const AFTER = 7;

/** The weeks that are drawn around it, as far as there are data. */
export function around({ from, to }: Span, last: string): Span {
  const end = dayjs(to).add(AFTER, 'day').format('YYYY-MM-DD');
  return { from: dayjs(from).subtract(BEFORE, 'day').format('YYYY-MM-DD'), to: end < last ? end : last };
}

/** Every day from the first to the last. */
export function daysOf({ from, to }: Span): string[] {
  const days = Array.from({ length: Math.max(dayjs(to).diff(dayjs(from), 'day') + 1, 0) }, (_, i) => dayjs(from).add(i, 'day'));
  return days.map((day) => day.format('YYYY-MM-DD'));
}
