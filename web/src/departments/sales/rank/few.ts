// The 80/20 finding in one sentence and how much of it is drawn, the same on the dashboard and on its own page.
import { thousands } from '../../../record/format';
import type { Pareto } from '../../../measure/wire';
import { useWords } from '../words';

/** The bars to draw: past the few, so that the curve is seen to cross the line and to flatten after it. */
export function drawnRows({ rows, few }: Pareto, wide: boolean) {
  const most = wide ? 120 : 40;
  return rows.slice(0, Math.min(most, Math.max(20, Math.ceil(few * 1.5))));
}

const percent = (ratio: number) => `${(ratio * 100).toFixed(1)}%`;

export function useFew() {
  const t = useWords();
  return ({ few, of, share }: Pareto, dim: string) =>
    t('fewSay', {
      dim: t.lang === 'en' ? dim.toLowerCase() : dim,
      few: thousands(String(few)),
      of: thousands(String(of)),
      part: of ? percent(few / of) : '—',
      share: percent(Number(share)),
    });
}
