// Whole weeks up to a period, and how the parts of a figure moved through them; for drawing only.
import dayjs from 'dayjs';
import { drawn } from '../../../charts/figures';
import { nameOf } from '../../../measure/keys';
import { spanOf } from '../../../measure/period';
import type { Lang } from '../../../api/wire';
import type { AnswerRow, Span } from '../../../measure/wire';

const DAY = 'YYYY-MM-DD';

/** `count` whole weeks, Monday to Sunday, that end with the period or before it; none is still running on the last day with data. */
export function weeksUpTo(to: string, last: string, count: number): Span {
  const asked = dayjs(to);
  const sunday = asked.add((7 - asked.day()) % 7, 'day');
  const known = dayjs(last);
  const whole = known.subtract(known.day(), 'day');
  const end = sunday.isAfter(whole) ? whole : sunday;
  return { from: end.subtract(count * 7 - 1, 'day').format(DAY), to: end.format(DAY) };
}

export type Part = { key: string; name: string };
/** `values[y][x]`; `week[x]` is the key of a week. */
export type Grid = { parts: Part[]; weeks: string[]; values: (number | null)[][] };

/** The largest parts first; what the data do not state is no part of its own. */
export function gridOf(rows: AnswerRow[], dim: string, measure: string, lang: Lang, most: number): Grid {
  const weeks = [...new Set(rows.flatMap((row) => row.keys.week ?? []))].sort();
  const parts = new Map<string, { name: string; size: number; byWeek: Map<string, number> }>();
  for (const row of rows) {
    const key = row.keys[dim],
      week = row.keys.week,
      value = drawn(row.values[measure]);
    if (key == null || week == null || value === null) continue;
    const part = parts.get(key) ?? { name: nameOf(row, dim, lang), size: 0, byWeek: new Map<string, number>() };
    part.size += Math.abs(value);
    part.byWeek.set(week, value);
    parts.set(key, part);
  }
  const largest = [...parts].sort(([, a], [, b]) => b.size - a.size).slice(0, most);
  return {
    parts: largest.map(([key, { name }]) => ({ key, name })),
    weeks,
    values: largest.map(([, { byWeek }]) => weeks.map((week) => byWeek.get(week) ?? null)),
  };
}

/** Each week against the one before: the first has none, so it is left out. */
export function movesOf({ parts, weeks, values }: Grid, points: boolean): Grid {
  const moved = values.map((row) =>
    row.slice(1).map((now, i) => {
      const before = row[i] ?? null;
      if (now === null || before === null || (!points && before === 0)) return null;
      return points ? now - before : (now - before) / Math.abs(before);
    }),
  );
  return { parts, weeks: weeks.slice(1), values: moved };
}

/** Each part of its week's whole. */
export function sharesOf(grid: Grid, totals: AnswerRow[], measure: string): Grid {
  const whole = new Map(totals.map((row) => [row.keys.week, drawn(row.values[measure])]));
  const values = grid.values.map((row) =>
    row.map((value, i) => {
      const of = whole.get(grid.weeks[i]!) ?? null;
      return value === null || !of ? null : value / of;
    }),
  );
  return { ...grid, weeks: grid.weeks.slice(1), values: values.map((row) => row.slice(1)) };
}

/** A week by its Monday. */
export const weekName = (week: string): string => spanOf('week', week)!.from.slice(5);
