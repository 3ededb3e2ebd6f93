// How a place is judged, in small marks: its own move, how far it stands out, and how sure that is.
import { Tooltip } from 'antd';
import { Move } from '../../../measure/Move';
import type { Explanation } from '../../../measure/wire';
import { surpriseStep } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

const STEPS = [1, 2, 3, 4];

/** What was not there before has no rate, but it has a word. */
export function OwnMove({ why, place: { now, before } }: { why: Answered; place: Explanation['places'][number] }) {
  const t = useWords();
  const { measure } = why.answer;
  if (before === null && now !== null) return <span className="muted">{t('appeared')}</span>;
  if (now === null && before !== null) return <span className="muted">{t('gone')}</span>;
  return <Move now={now} before={before} unit={measure.unit} good={measure.good} />;
}

/** How far beyond the rest, in words; the number is in the tip. */
export function Surprise({ surprise, rate }: { surprise: string; rate: boolean }) {
  const t = useWords();
  const step = surpriseStep(surprise);
  return (
    <Tooltip title={t(rate ? 'surpriseHintRate' : 'surpriseHint', { n: surprise })}>
      <span className={`why-surprise s${step}`}>{t(`surprise${step}`)}</span>
    </Tooltip>
  );
}

export function Sure({ step }: { step: number }) {
  const t = useWords();
  return (
    <span className="why-sure" role="img" aria-label={t('sureOf', { n: step })} title={t('sureOf', { n: step })}>
      {STEPS.map((one) => (
        <i key={one} className={one <= step ? 'on' : ''} />
      ))}
    </span>
  );
}
