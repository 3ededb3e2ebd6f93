// Which days of last year stand beside those of a period, and what a figure is held against there.
import type { Figure } from '../charts/figures';
import type { Both } from '../api/wire';
import { spanOf } from './period';
import type { AnswerRow, Compare, Compared, Side, Span, Way } from './wire';

export const WAYS: Way[] = ['last_year_by_role', 'last_year', 'last_year_by_weekday', 'last_year_merged'];
export const WAY_TITLES: Record<Way, Both> = {
  last_year_by_role: { zh: '按节日对齐', en: 'By holiday' },
  last_year: { zh: '按日期', en: 'By date' },
  last_year_by_weekday: { zh: '按星期（52 周前）', en: 'By weekday (52 weeks)' },
  last_year_merged: { zh: '1—2 月合并', en: 'January and February as one' },
};
/** Holidays move by up to a month from year to year, so a week before the Spring Festival belongs beside a week before it. */
export const USUAL: Way = 'last_year_by_role';

export const wayOf = (compare: Compare[]): Way | undefined => WAYS.find((way) => compare.includes(way));
export const sideOf = (compare: Compare): Side => (compare === 'previous' ? 'previous' : 'last_year');

/** January and February are one for a period within them, once the data reach their end: half a season has no like. */
function mergeable({ from, to }: Span, last: string): boolean {
  const year = from.slice(0, 4);
  const february = spanOf('month', `${year}-02`)!;
  return to <= february.to && february.to <= last;
}

/** What may be chosen for a period; `last` is the last day that has data. */
export const waysFor = (span: Span, last: string): Way[] => WAYS.filter((way) => way !== 'last_year_merged' || mergeable(span, last));

/** A way as it stands in the address; the usual one where there is none, or none that fits the period. */
export const readWay = (word: string | undefined, span: Span, last: string): Way => waysFor(span, last).find((way) => way === word) ?? USUAL;

/** The word of a way in the address: none for the usual one. */
export const likeWord = (way: Way): string | undefined => (way === USUAL ? undefined : way);

/** The two figures of a move. Where not every day has a like, only those that have one are held against last year's. */
export function held(row: AnswerRow | undefined, measure: string, compare: Compare): { now: Figure; before: Figure } {
  const side = sideOf(compare);
  const now = side === 'last_year' && row?.beside_last_year ? row.beside_last_year : row?.values;
  return { now: now?.[measure], before: row?.[side]?.[measure] };
}

/** How many of the days that were looked at could be compared; `unofficial` is the year whose holidays are not announced. */
export type Coverage = { matched: number; of: number; closed: number; unmatched: number; standIn: number; unofficial: string | null };

/** Null where days were not chosen one by one: spans of dates, or two months as one. */
export function coverageOf({ way, by_day, to }: Compared): Coverage | null {
  if (!by_day || way === 'last_year_merged') return null;
  const { matched, closed, unmatched, stand_in: standIn, provisional, days } = by_day;
  // Weekdays are the same whatever the holidays will be.
  const unofficial = provisional && way === 'last_year_by_role' ? (days.at(-1)?.to ?? to).slice(0, 4) : null;
  return { matched, of: matched + closed + unmatched, closed, unmatched, standIn, unofficial };
}
