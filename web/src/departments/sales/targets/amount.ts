// Amounts as people write them in a cell: what they mean exactly, how they are shown, and what several make together.
import { NONE, type Unit } from '../../../charts/figures';
import { minus, rounded } from '../../../measure/decimal';
import { thousands } from '../../../record/format';

/** The marks for "nothing" that workbooks use. */
const NOTHING = new Set(['', '-', '--', '—', '——', '/', '无', 'null', 'none', 'n/a', '#n/a']);
const MARKS = /^(?:¥|\$|rmb|cny)|(?:元|圆)$/;
/** How many places the point moves. */
const TIMES: Record<string, number> = { 千: 3, 万: 4, 亿: 8, '%': -2 };
const GROUPED = /^(\d{1,3}(?:[,' ]\d{3})+|\d*)(?:\.(\d*))?$/;
const PLACES = 4;

/** Full-width letters and signs as plain ones. */
const folded = (text: string) =>
  text.replace(/[\uff01-\uff5e\u3000￥−–]/g, (c) => ({ '\u3000': ' ', '￥': '¥', '−': '-', '–': '-' })[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** The exact number that a text means as the server reads it, '' for none; null where it cannot be read. */
export function readAmount(typed: string): string | null {
  let rest = folded(typed).trim().toLowerCase();
  if (NOTHING.has(rest)) return '';
  let power = 0;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(MARKS, '').trim();
    const times = TIMES[rest.at(-1) ?? ''];
    if (times === undefined) continue;
    power += times;
    rest = rest.slice(0, -1).trim();
  }
  const [, whole = '', fraction = ''] = GROUPED.exec(rest.replace(/^\+/, '')) ?? [];
  if (!(whole + fraction)) return null;
  return plain(rounded(`${whole.replace(/[,' ]/g, '') || '0'}${fraction ? `.${fraction}` : ''}`, PLACES, power));
}

/** Without zeros that say nothing: "31000.0000" is "31000". */
export const plain = (number: string): string => (number.includes('.') ? number.replace(/\.?0+$/, '') : number).replace(/^(-?)0+(?=\d)/, '$1');

/** What stands in a cell: a number in the writing of its measure, or what was typed where that is none. */
export function showAmount(text: string, unit: Unit): string {
  const number = readAmount(text);
  if (number === null) return text;
  if (number === '') return '';
  if (unit === 'percent') return `${plain(rounded(number, 2, 2))}%`;
  // Cents stand below cents.
  return thousands(unit === 'yuan' && number.includes('.') ? rounded(number, 2) : number);
}

/** What goes into the field that edits a cell, and into the clipboard: digits that a workbook counts with. */
export const bare = (text: string, unit: Unit): string => (unit === 'percent' ? showAmount(text, unit) : (readAmount(text) ?? text));

/** A difference with its sign. */
export function showGap(gap: string | null, unit: Unit): string {
  if (gap === null) return NONE;
  const number = plain(gap);
  if (number.startsWith('-')) return `−${showAmount(number.slice(1), unit)}`;
  return Number(number) === 0 ? '0' : `+${showAmount(number, unit)}`;
}

/** The sum of cells, exactly; null where one of them is empty or cannot be read. */
export function sumOf(cells: string[]): string | null {
  const numbers = cells.map(readAmount);
  if (!numbers.length || numbers.some((n) => !n)) return null;
  // now − (0 − n) is now + n.
  return plain(numbers.reduce<string>((sum, n) => minus(sum, minus('0', n!)), '0'));
}

/** Year − months while somebody types; null where either is not whole. */
export function gapOf(year: string, months: string[]): string | null {
  const [whole, sum] = [readAmount(year), sumOf(months)];
  return whole && sum !== null ? plain(minus(whole, sum)) : null;
}

export const isZero = (gap: string | null | undefined): boolean => gap === null || gap === undefined || Number(gap) === 0;
