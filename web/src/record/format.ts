// How values look: money with ¥ and commas, days, instants; always from the exact text, never through a float.
import dayjs from 'dayjs';

/** Commas between thousands of an exact number written as text: "-1234567.5" -> "-1,234,567.5". */
export function thousands(text: string): string {
  const [whole = '', fraction] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : '.' + fraction);
}

/** A decimal text with at least two places: "12.5" -> "12.50"; more places than two are shown as they are. */
function cents(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  return `${whole || '0'}.${fraction.padEnd(2, '0')}`;
}

export const money = (value: string | number): string => {
  const text = String(value);
  return text.startsWith('-') ? `-¥ ${thousands(cents(text.slice(1)))}` : `¥ ${thousands(cents(text))}`;
};

/** An instant in the viewer's own time, to the minute. */
export const moment = (instant: string): string => (dayjs(instant).isValid() ? dayjs(instant).format('YYYY-MM-DD HH:mm') : instant);

/** Bytes for people: 20480 -> "20 KB". */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** Pixels that a text takes at 14 px; a Chinese character is twice as wide as a Latin one. */
export const widthOf = (text: string, wide = 14, narrow = 8): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? wide : narrow), 0);
