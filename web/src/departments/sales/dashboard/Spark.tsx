// The small curve on a tile: only its shape matters, so it has no axes.
import { useId } from 'react';
import { drawn, type Figure } from '../../../charts/figures';

const W = 120,
  H = 46,
  TOP = 6,
  TALL = 32;

/** Points of the curve; what is missing is left out. */
export function points(values: Figure[]): [number, number][] {
  const numbers = values.map(drawn),
    known = numbers.filter((v): v is number => v !== null);
  if (known.length < 2) return [];
  const low = Math.min(...known),
    high = Math.max(...known),
    step = W / (values.length - 1);
  return numbers.flatMap((v, i): [number, number][] =>
    v === null ? [] : [[i * step, high === low ? TOP + TALL / 2 : TOP + (1 - (v - low) / (high - low)) * TALL]],
  );
}

export function Spark({ values, color }: { values: Figure[]; color: string }) {
  const id = useId();
  const line = points(values);
  if (!line.length) return null;
  const path = line.map(([x, y], i) => `${i ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return (
    <svg className="spark" viewBox={`0 0 ${W} ${H}`} preserveAspectRatio="none" aria-hidden="true">
      <defs>
        <linearGradient id={id} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" stopColor={color} stopOpacity=".22" />
          <stop offset="1" stopColor={color} stopOpacity="0" />
        </linearGradient>
      </defs>
      <path d={`${path}L${line.at(-1)![0].toFixed(1)} ${H}L${line[0]![0].toFixed(1)} ${H}Z`} fill={`url(#${id})`} />
      <path d={path} fill="none" stroke={color} strokeWidth="1.6" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
