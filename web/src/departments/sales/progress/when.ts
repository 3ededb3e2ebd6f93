// The period of progress as it stands in the address: 2026-11, 2026-Q4 or 2026.
import dayjs from 'dayjs';
import { spanOf } from '../../../measure/period';
import type { Span } from '../../../measure/wire';
import type { When } from './wire';

export const KINDS = ['month', 'quarter', 'year'] as const;
export type Kind = (typeof KINDS)[number];
const SHAPE: Record<Kind, RegExp> = { month: /^20\d\d-(0[1-9]|1[0-2])$/, quarter: /^20\d\d-Q[1-4]$/, year: /^20\d\d$/ };
const quarterOf = (day: dayjs.Dayjs) => `${day.year()}-Q${Math.floor(day.month() / 3) + 1}`;

/** The key of the period of a kind that a day lies in. */
export const keyOf = (kind: Kind, day: dayjs.Dayjs): string => (kind === 'month' ? day.format('YYYY-MM') : kind === 'quarter' ? quarterOf(day) : String(day.year()));

export type Period = { kind: Kind; at: string; span: Span };

/** `last` is the last day that has data: a page opens on its month. */
export function readAt(word: string | undefined, last: string): Period {
  const kind = KINDS.find((one) => SHAPE[one].test(word ?? '')) ?? 'month';
  const at = word && SHAPE[kind].test(word) ? word : keyOf('month', dayjs(last));
  return { kind, at, span: spanOf(kind, at)! };
}

/** The period of another kind: that of the last day of data where it lies in this one, else the first within it. */
export function turned({ span }: Period, kind: Kind, last: string): string {
  return keyOf(kind, dayjs(last >= span.from && last <= span.to ? last : span.from));
}

export const whenOf = ({ kind, at }: Period): When => (kind === 'month' ? { month: at } : kind === 'quarter' ? { quarter: at } : { year: Number(at) });
