// What a row or a column of figures is called: the server's name for a thing, and a span of time read from its key in the reader's language.
import type { Lang } from '../api/wire';
import type { AnswerRow } from './wire';

/** Facts that say nothing about a dimension: a daily total knows no item. */
export const UNNAMED: Record<Lang, string> = { zh: '未标明', en: 'Not stated' };
const LOCALE: Record<Lang, string> = { zh: 'zh-CN', en: 'en-US' };

/** A Monday; the days after it are the other days of its week. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const made = new Map<string, Intl.DateTimeFormat>();
/** Making a format is slow, and a table asks for thousands of names. */
function format(lang: Lang, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(how);
  const known = made.get(key) ?? new Intl.DateTimeFormat(LOCALE[lang], { ...how, timeZone: 'UTC' });
  made.set(key, known);
  return known;
}

function weekday(key: string, lang: Lang): string {
  const day = Number(key);
  return day >= 1 && day <= 7 ? format(lang, { weekday: 'short' }).format(MONDAY + (day - 1) * DAY_MS) : key;
}
function month(key: string, lang: Lang, how: Intl.DateTimeFormatOptions): string {
  const first = Date.parse(`${key}-01T00:00:00Z`);
  return Number.isNaN(first) ? key : format(lang, how).format(first);
}
/** A month by its number, whatever the year. */
export const monthName = (number: number, lang: Lang): string => format(lang, { month: 'short' }).format(Date.UTC(2024, number - 1, 1));
const parts = (key: string, shape: RegExp): [string, string] | null => {
  const found = shape.exec(key);
  return found ? [found[1]!, String(Number(found[2]))] : null;
};
function week(key: string, lang: Lang): string {
  const found = parts(key, /^(\d{4})-W(\d{1,2})$/);
  if (!found) return key;
  return lang === 'zh' ? `${found[0]}年第${found[1]}周` : `Week ${found[1]}, ${found[0]}`;
}
function quarter(key: string, lang: Lang): string {
  const found = parts(key, /^(\d{4})-Q(\d)$/);
  if (!found) return key;
  return lang === 'zh' ? `${found[0]}年第${found[1]}季度` : `Q${found[1]} ${found[0]}`;
}

/** The dimensions of time, whose keys say everything; the server's word for them, if it has one, is of one language. */
const SPOKEN: Record<string, (key: string, lang: Lang) => string> = {
  day: (key) => key,
  week,
  month: (key, lang) => month(key, lang, { year: 'numeric', month: lang === 'zh' ? 'long' : 'short' }),
  quarter,
  year: (key, lang) => (lang === 'zh' ? `${key}年` : key),
  weekday,
  hour: (key, lang) => (lang === 'zh' ? `${key} 时` : `${key}:00`),
};

export function keyText(dim: string, key: string | null, lang: Lang): string {
  return key === null ? UNNAMED[lang] : (SPOKEN[dim]?.(key, lang) ?? key);
}

export function nameOf(row: AnswerRow, dim: string, lang: Lang): string {
  const key = row.keys[dim] ?? null;
  return SPOKEN[dim] ? keyText(dim, key, lang) : (row.labels[dim] ?? keyText(dim, key, lang));
}

/** How a key is written where space is scarce and its year is clear from its neighbours. */
const SHORT: Record<string, (key: string, lang: Lang) => string> = {
  day: (key) => key.slice(5),
  week: (key, lang) => {
    const found = parts(key, /^(\d{4})-W(\d{1,2})$/);
    return found ? (lang === 'zh' ? `${found[1]}周` : `W${found[1]}`) : key;
  },
  month: (key, lang) => month(key, lang, { month: 'short' }),
  quarter: (key, lang) => {
    const found = parts(key, /^(\d{4})-Q(\d)$/);
    return found ? (lang === 'zh' ? `${found[1]}季度` : `Q${found[1]}`) : key;
  },
};
/** The same where the years differ. */
const WITH_YEAR: Record<string, (key: string, lang: Lang) => string> = {
  day: (key) => key.slice(2),
  week: (key) => key.slice(2),
  month: (key, lang) => (lang === 'zh' ? key.slice(2) : month(key, lang, { year: '2-digit', month: 'short' })),
  quarter: (key) => key.slice(2),
};

/** The names of rows along an axis, where space is scarce: times without the year that all of them share. */
export function axisNames(rows: AnswerRow[], dim: string, lang: Lang): string[] {
  const years = new Set(rows.flatMap((row) => row.keys[dim]?.slice(0, 4) ?? []));
  const short = years.size > 1 ? (WITH_YEAR[dim] ?? SHORT[dim]) : SHORT[dim];
  return rows.map((row) => {
    const key = row.keys[dim] ?? null;
    return short && key !== null ? short(key, lang) : nameOf(row, dim, lang);
  });
}
