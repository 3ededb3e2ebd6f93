// Which days the dashboard shows: one day, one month or one year, and the days of its curve.
import dayjs from 'dayjs';
import { spanOf } from '../../../measure/period';
import type { Span } from '../../../measure/wire';

export const PERIODS = ['day', 'month', 'year'] as const;
export type PeriodKind = (typeof PERIODS)[number];
export const FORMAT: Record<PeriodKind, string> = { day: 'YYYY-MM-DD', month: 'YYYY-MM', year: 'YYYY' };
const SHAPE: Record<PeriodKind, RegExp> = { day: /^\d{4}-\d{2}-\d{2}$/, month: /^\d{4}-\d{2}$/, year: /^\d{4}$/ };
/** A single day is seen against the days before it. */
const CURVE_DAYS = 30;

export type Shown = { kind: PeriodKind; at: string; span: Span; curve: Span; by: 'day' | 'month' };

/** `last` is the last day that has data; a page opens on it unless the address says otherwise. */
export function shown(period: string | undefined, at: string | undefined, last: string): Shown {
  const kind = PERIODS.find((k) => k === period) ?? 'month';
  const key = at && SHAPE[kind].test(at) && dayjs(at).isValid() ? at : dayjs(last).format(FORMAT[kind]);
  const span = spanOf(kind, key)!;
  const curve =
    kind === 'day'
      ? {
          from: dayjs(key)
            .subtract(CURVE_DAYS - 1, 'day')
            .format('YYYY-MM-DD'),
          to: key,
        }
      : span;
  return { kind, at: key, span, curve, by: kind === 'year' ? 'month' : 'day' };
}

/** The day that a visit starts on is the last one with data; only where that is today may it be called so. */
export function dayWord(today: string, last: string): 'day' | 'yesterday' | 'latest' {
  const ago = dayjs(today).diff(dayjs(last), 'day');
  return ago <= 0 ? 'day' : ago === 1 ? 'yesterday' : 'latest';
}
