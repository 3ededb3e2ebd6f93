// Periods by name and by days: 本周, 上月, 近 30 天, and the spans that keys such as 2026-W47 stand for.
import dayjs, { type Dayjs } from 'dayjs';
import type { Span } from './wire';

export const PRESETS = [
  'today',
  'last_7',
  'last_30',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'this_year',
  'last_12',
  'last_year',
] as const;
export type Preset = (typeof PRESETS)[number];

const DAY = 'YYYY-MM-DD';
const span = (from: Dayjs, to: Dayjs): Span => ({ from: from.format(DAY), to: to.format(DAY) });
const months = (from: Dayjs, count: number): Span =>
  span(from.startOf('month'), from.startOf('month').add(count, 'month').subtract(1, 'day'));

/** Weeks begin on Monday. */
const mondayOf = (day: Dayjs): Dayjs => day.subtract((day.day() + 6) % 7, 'day');
const week = (monday: Dayjs): Span => span(monday, monday.add(6, 'day'));

/** `last` is the last day that has data: periods are counted from it, so that a page is never empty because a file is late. */
function preset(name: Preset, last: Dayjs): Span {
  switch (name) {
    case 'today':
      return span(last, last);
    case 'last_7':
      return span(last.subtract(6, 'day'), last);
    case 'last_30':
      return span(last.subtract(29, 'day'), last);
    case 'this_week':
      return week(mondayOf(last));
    case 'last_week':
      return week(mondayOf(last).subtract(7, 'day'));
    case 'this_month':
      return months(last, 1);
    case 'last_month':
      return months(last.startOf('month').subtract(1, 'month'), 1);
    case 'this_quarter':
      return months(last.startOf('month').subtract(last.month() % 3, 'month'), 3);
    case 'this_year':
      return months(last.startOf('year'), 12);
    case 'last_12':
      return span(last.add(1, 'day').subtract(1, 'year'), last);
    case 'last_year':
      return months(last.startOf('year').subtract(1, 'year'), 12);
  }
}

const isPreset = (word: string): word is Preset => (PRESETS as readonly string[]).includes(word);
const RANGE = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

/** 2026-13-01 looks like a day and is none. */
const isDay = (day: string): boolean => dayjs(day).format(DAY) === day;

/** Two days that exist, in their order; null for any other word. */
function rangeOf(word: string): Span | null {
  const [, from = '', to = ''] = RANGE.exec(word) ?? [];
  return from <= to && isDay(from) && isDay(to) ? { from, to } : null;
}

/** Whether a word of the address names a period. */
export const namesPeriod = (word: string): boolean => isPreset(word) || rangeOf(word) !== null;

/** A period of the address: a name, or `from..to`. Anything else is the fallback. */
export function readPeriod(word: string | undefined, last: string, fallback: Preset = 'this_month'): Span & { name: Preset | null } {
  const range = rangeOf(word ?? '');
  if (range) return { name: null, ...range };
  const name = word && isPreset(word) ? word : fallback;
  return { name, ...preset(name, dayjs(last)) };
}
export const writePeriod = ({ from, to }: Span): string => `${from}..${to}`;

/** The days that a key of a time dimension stands for; null for weekdays and hours, which are no span. */
export function spanOf(dim: string, key: string): Span | null {
  const [year = '', part = ''] = key.split('-');
  switch (dim) {
    case 'day':
      return { from: key, to: key };
    case 'month':
      return months(dayjs(`${key}-01`), 1);
    case 'year':
      return months(dayjs(`${year}-01-01`), 12);
    case 'quarter':
      return months(dayjs(`${year}-01-01`).add((Number(part.slice(1)) - 1) * 3, 'month'), 3);
    case 'week': {
      // ISO 8601: the first week of a year is the one that holds 4 January.
      return week(mondayOf(dayjs(`${year}-01-04`)).add((Number(part.slice(1)) - 1) * 7, 'day'));
    }
    default:
      return null;
  }
}

/** The days that two spans share; null if there are none. */
export function within(a: Span, b: Span): Span | null {
  const from = a.from > b.from ? a.from : b.from,
    to = a.to < b.to ? a.to : b.to;
  return from <= to ? { from, to } : null;
}

/** Whether the period before is last year's, as it is for a year: its two comparisons are one. */
export const yearApart = (asked: Span, before: Span | undefined): boolean => before?.from === dayjs(asked.from).subtract(1, 'year').format(DAY);

/** Two spans in as few digits as are clear: "2026-11-01 ~ 11-21". */
export function spanText({ from, to }: Span): string {
  if (from === to) return from;
  return `${from} ~ ${from.slice(0, 4) === to.slice(0, 4) ? to.slice(5) : to}`;
}

/** The time dimension that cuts a period into a readable number of points. */
export function grain({ from, to }: Span): 'day' | 'week' | 'month' {
  const days = dayjs(to).diff(dayjs(from), 'day') + 1;
  return days <= 62 ? 'day' : days <= 200 ? 'week' : 'month';
}
