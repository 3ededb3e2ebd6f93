// The cheap rules a form checks by itself, taken from the schema; the server checks everything again.
import type { FormItemProps } from 'antd';
import type { Field } from './compile';
import { isNumeric, readNumber } from './number';
import type { Words } from './words';

type Rules = NonNullable<FormItemProps['rules']>;
type Check = (value: unknown) => string | null;

const blank = (value: unknown) => value === undefined || value === null || value === '';

type Exact = { minus: boolean; whole: string; fraction: string };
function exact(text: string): Exact {
  const [whole = '0', fraction = ''] = text.replace(/^[-+]/, '').split('.');
  return { minus: text.startsWith('-'), whole: whole.replace(/^0+(?=\d)/, ''), fraction: fraction.replace(/0+$/, '') };
}
const zero = (n: Exact) => n.whole === '0' && n.fraction === '';

/** Compares exact numbers written as text, without floats: -1, 0 or 1. */
export function compareExact(a: string, b: string): number {
  const x = exact(a),
    y = exact(b);
  if (zero(x) && zero(y)) return 0;
  if (x.minus !== y.minus) return x.minus ? -1 : 1;
  const places = Math.max(x.fraction.length, y.fraction.length);
  const size =
    x.whole.length - y.whole.length ||
    Math.sign((x.whole + x.fraction.padEnd(places, '0')).localeCompare(y.whole + y.fraction.padEnd(places, '0'), 'en'));
  return Math.sign(size) * (x.minus ? -1 : 1);
}

/** What a number may look like; the control leaves what is none as it was typed. */
function numberCheck(field: Field, t: Words): Check | null {
  if (!isNumeric(field.kind)) return null;
  const { decimals, schema } = field;
  const fits = schema.pattern ? new RegExp(schema.pattern, 'u') : null;
  return (value) => {
    if (blank(value)) return null;
    const text = readNumber(String(value));
    if (text === null) return t('badNumber');
    const places = text.split('.')[1]?.replace(/0+$/, '').length ?? 0;
    if (places && field.kind === 'integer') return t('badWhole');
    if (decimals !== undefined && places > decimals) return t('tooFine', { n: decimals });
    if (field.kind === 'integer' && !Number.isSafeInteger(Number(text))) return t('tooLong');
    return !fits || fits.test(text) ? null : t('tooLong');
  };
}

function rangeCheck(field: Field, t: Words): Check | null {
  const { minimum, maximum } = field.schema;
  const a = minimum === undefined ? null : String(minimum),
    b = maximum === undefined ? null : String(maximum);
  if (a === null && b === null) return null;
  return (value) => {
    if (blank(value) || readNumber(String(value)) === null) return null;
    const low = a !== null && compareExact(String(value), a) < 0,
      high = b !== null && compareExact(String(value), b) > 0;
    if (!low && !high) return null;
    return a !== null && b !== null ? t('between', { a, b }) : low ? t('atLeast', { a: a ?? '' }) : t('atMost', { b: b ?? '' });
  };
}

function lengthCheck(field: Field, t: Words): Check | null {
  const { minLength = 0, maxLength = Infinity } = field.schema;
  if (minLength < 2 && maxLength === Infinity) return null;
  return (value) => {
    if (blank(value)) return null;
    const n = [...String(value)].length; // characters as people count them, as the server does
    return n < minLength ? t('lengthMin', { n: minLength }) : n > maxLength ? t('lengthMax', { n: maxLength }) : null;
  };
}

function patternCheck(field: Field, t: Words): Check | null {
  const { pattern } = field.schema;
  if (!pattern || isNumeric(field.kind)) return null;
  const expression = new RegExp(pattern, 'u');
  return (value) => (blank(value) || expression.test(String(value)) ? null : (field.schema['x-pattern-msg']?.[t.lang] ?? t('badFormat')));
}

function countCheck(field: Field, t: Words): Check | null {
  if (field.kind !== 'tags' && field.kind !== 'refs' && field.kind !== 'files') return null;
  const { minItems = 0, maxItems = Infinity } = field.schema;
  return (value) => {
    const n = Array.isArray(value) ? value.length : 0;
    // An empty list that must not be empty has its own message.
    return n < minItems && n > 0 ? t('tagsMin', { n: minItems }) : n > maxItems ? t('tagsMax', { n: maxItems }) : null;
  };
}

/** All checks of a field that does not stand empty when it must not. */
export function checksOf(field: Field, t: Words): Check[] {
  return [numberCheck, rangeCheck, lengthCheck, patternCheck, countCheck].flatMap((make) => make(field, t) ?? []);
}

const TYPED = new Set(['text', 'textarea', 'money', 'decimal', 'integer']);

export function rulesOf(field: Field, t: Words): Rules {
  const must = field.required && field.ui.create !== 'auto';
  const array = field.kind === 'tags' || field.kind === 'refs' || field.kind === 'files';
  const message = t(TYPED.has(field.kind) ? 'required' : 'pick', { f: field.title });
  return [
    ...(must
      ? [
          {
            required: true,
            message,
            ...(array ? { type: 'array' as const } : {}),
            ...(field.kind === 'text' || field.kind === 'textarea' ? { whitespace: true } : {}),
          },
        ]
      : []),
    ...checksOf(field, t).map((check) => ({
      validator: (_: unknown, value: unknown) => {
        const wrong = check(value);
        return wrong ? Promise.reject(new Error(wrong)) : Promise.resolve();
      },
    })),
  ];
}

/** Typing is judged on leaving the field; picking at once, or the old error stays under a good choice. */
export const judgedOn = (field: Field) => (TYPED.has(field.kind) ? 'onBlur' : 'onChange');
