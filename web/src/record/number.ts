// Numbers as people type them: a Chinese input method writes １２，０００．５０ where a till writes 12000.50.
import type { Field } from './compile';

/** Signs that mean the same as plain ones: full-width forms, the Chinese comma and full stop, and the true minus. */
const SIGNS: Record<string, string> = { '。': '.', '−': '-', '–': '-', '—': '-', '￥': '¥', '\u3000': ' ' };
const halfWidth = (text: string) =>
  text.replace(/[\uff01-\uff5e。−–—￥\u3000]/g, (c) => SIGNS[c] ?? String.fromCharCode(c.charCodeAt(0) - 0xfee0));

/** Separators stand where thousands do; anything else between digits may be a slip, such as a comma for a point. */
const NUMBER = /^([+-]?)(\d*|\d{1,3}(?:[, ]\d{3})+)(?:\.(\d*))?$/;

/** What was typed as an exact number for the wire, "-1234.5"; null where it is no number. Its own unit may stand behind it. */
export function readNumber(typed: string, unit = ''): string | null {
  const plain = halfWidth(typed).replace(/¥/g, '').trim();
  const bare = unit && plain.endsWith(unit) ? plain.slice(0, -unit.length).trim() : plain;
  const [, sign, grouped = '', fraction = ''] = NUMBER.exec(bare) ?? [];
  if (sign === undefined || !(grouped + fraction)) return null;
  const whole = grouped.replace(/[, ]/g, '');
  return (sign === '-' ? '-' : '') + (whole.replace(/^0+(?=\d)/, '') || '0') + (fraction ? `.${fraction}` : '');
}

export const isNumeric = (kind: Field['kind']): boolean => kind === 'money' || kind === 'decimal' || kind === 'integer';

/** The value that a form holds for what was typed; what is no number stays as it was typed, so that it can be said beside the field. */
export function typedValue(field: Field, typed: string): string | number | null {
  if (!typed.trim()) return null;
  const text = readNumber(typed, field.kind === 'money' ? '元' : field.unit);
  if (text === null) return typed;
  return field.kind === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

/** Left as it is, or with the decimals that its kind always shows. */
export function filledUp(field: Field, value: string | number | null): string | number | null {
  if (typeof value !== 'string' || !field.decimals || readNumber(value) !== value) return value;
  const [whole = '', fraction = ''] = value.split('.');
  return `${whole}.${fraction.padEnd(field.decimals, '0')}`;
}
