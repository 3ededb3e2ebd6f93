// How much of a target is done, with a mark where it should be by now.
import { drawn, type Figure } from '../../../charts/figures';
import type { Light } from './wire';
import { useWords } from './words';

type Props = { share: Figure; time: Figure; light: Light | null };
const percent = (value: Figure) => Math.min(100, Math.max(0, (drawn(value) ?? 0) * 100));
export const shareText = (value: Figure): string => (drawn(value) === null ? '—' : `${(drawn(value)! * 100).toFixed(1)}%`);

export function Bar({ share, time, light }: Props) {
  const t = useWords();
  const said = [t('shareIs', { v: shareText(share) }), drawn(time) === null ? '' : t('timeIs', { v: shareText(time) })].filter(Boolean).join(' · ');
  return (
    <span className={`pg-bar ${light ?? 'none'}`} role="img" aria-label={said} title={said}>
      <i style={{ width: `${percent(share)}%` }} />
      {drawn(time) === null ? null : <b style={{ left: `${percent(time)}%` }} />}
    </span>
  );
}
