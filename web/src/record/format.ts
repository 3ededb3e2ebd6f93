// How values look: money with ¥ and commas, days, instants; always from the exact text, never through a float.

/** Commas between thousands of an exact number written as text: "-1234567.5" -> "-1,234,567.5". */
export function thousands(text: string): string {
  const [whole = '', fraction] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : '.' + fraction);
}

/** A number without the noughts at its end that only its kind asks for: amounts kept to four decimals are whole, or cents. */
export function trimmed(text: string, decimals = 0): string {
  if (decimals <= 2 || !text.includes('.')) return text;
  const [whole = '0', fraction = ''] = text.replace(/\.?0+$/, '').split('.');
  return fraction ? `${whole}.${fraction.padEnd(2, '0')}` : whole;
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

const CHINA_MS = 8 * 60 * 60 * 1000;
/** An instant by the clock of the business, China's, to the minute: wherever a page is read it shows the time that messages and workbooks name. */
export function moment(instant: string): string {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? instant : new Date(at + CHINA_MS).toISOString().slice(0, 16).replace('T', ' ');
}
/** The instant of a day and time by the same clock: "2026-11-27T02:59". */
export const instantOf = (clock: string): string => new Date(`${clock}+08:00`).toISOString();

/** Bytes for people: 20480 -> "20 KB". */
export function bytes(size: number): string {
  if (size < 1024) return `${size} B`;
  if (size < 1024 * 1024) return `${Math.round(size / 1024)} KB`;
  return `${(size / 1024 / 1024).toFixed(1)} MB`;
}

/** Pixels that a text takes at 14 px; a Chinese character is twice as wide as a Latin one. */
export const widthOf = (text: string, wide = 14, narrow = 8): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? wide : narrow), 0);
