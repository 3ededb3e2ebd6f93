// The 80/20 finding in one sentence, the same on the dashboard and on its own page.
import { thousands } from '../../../record/format';
import type { Pareto } from '../../../measure/wire';
import { useWords } from '../words';

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
