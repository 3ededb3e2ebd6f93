// Exact decimal numbers written as text, for the few sums that are shown in words; nothing here goes through a float.

type Dec = { digits: bigint; scale: number };

function parsed(value: string | number): Dec {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value)) ?? [];
  return { digits: BigInt(sign + whole + fraction), scale: fraction.length };
}

const tens = (n: number) => 10n ** BigInt(n);
const abs = (n: bigint) => (n < 0n ? -n : n);

/** Divides and rounds half away from zero, as bills are rounded. */
function divided(over: bigint, under: bigint): bigint {
  const up = abs(over) * 2n + abs(under);
  const whole = up / (abs(under) * 2n);
  return over < 0n !== under < 0n ? -whole : whole;
}

function text(digits: bigint, scale: number): string {
  const plain = String(abs(digits)).padStart(scale + 1, '0');
  const cut = plain.length - scale;
  return `${digits < 0n ? '-' : ''}${plain.slice(0, cut)}${scale ? `.${plain.slice(cut)}` : ''}`;
}

/** The value times a power of ten, rounded to `places`: rounded('68421135.5', 1, -4) is "6842.1". */
export function rounded(value: string | number, places: number, power = 0): string {
  const { digits, scale } = parsed(value);
  const shift = places + power - scale;
  return text(shift >= 0 ? digits * tens(shift) : divided(digits, tens(-shift)), places);
}

/** (now − before) ÷ |before| in percent, rounded to `places`; null for a percent of zero. */
export function percentChange(now: string | number, before: string | number, places: number): string | null {
  const [a, b] = [parsed(now), parsed(before)];
  if (b.digits === 0n) return null;
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a.digits * tens(scale - a.scale), b.digits * tens(scale - b.scale)];
  return text(divided((x - y) * 100n * tens(places), abs(y)), places);
}

/** now − before, exactly. */
export function minus(now: string | number, before: string | number): string {
  const [a, b] = [parsed(now), parsed(before)];
  const scale = Math.max(a.scale, b.scale);
  return text(a.digits * tens(scale - a.scale) - b.digits * tens(scale - b.scale), scale);
}

/** (now − before) in hundredths, rounded to `places`: the move of a rate in percentage points. */
export function pointChange(now: string | number, before: string | number, places: number): string {
  return rounded(minus(now, before), places, 2);
}
