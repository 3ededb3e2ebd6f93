// The answer in three sentences; every figure in them opens the facts behind it.
import type { ReactNode } from 'react';
import { inFull } from '../../../charts/figures';
import type { Asked } from '../../../measure/Evidence';
import { coverageText } from '../../../measure/likeText';
import { spanText } from '../../../measure/period';
import type { Explanation } from '../../../measure/wire';
import { useWords as useFigureWords } from '../../../measure/words';
import { askedOf, spanOfDays } from './asked';
import { amount, inkOf, pieces } from './say';
import type { Answered } from './useWhy';
import { useWords } from './words';

type Show = (asked: Asked) => void;

/** `children` are the ways on from the answer. */
export function Sentences({ why, show, children }: { why: Answered; show: Show; children?: ReactNode }) {
  const t = useWords();
  const { sentences, figures } = why.answer;
  return (
    <section className="panel why-said" aria-label={t('said')}>
      {sentences.map((both, i) => (
        <p key={i} className="why-sentence">
          {pieces(t.of(both)).map((piece, at) => {
            if ('text' in piece) return piece.text;
            const figure = figures.find((f) => f.id === piece.id);
            return figure ? <FigureButton key={at} why={why} figure={figure} show={show} /> : null;
          })}
        </p>
      ))}
      <Covered baseline={why.answer.baseline} />
      {children}
    </section>
  );
}

type ButtonProps = { why: Answered; figure: Explanation['figures'][number]; show: Show };

function FigureButton({ why: { answer, catalogue }, figure, show }: ButtonProps) {
  const t = useWords();
  // The change of a percent is in points; its rate is a percent of what was before.
  const points = figure.signed && figure.unit === 'percent' && figure.id !== 'rate';
  const text = amount({ value: figure.value, unit: figure.unit, signed: figure.signed, points }, t.lang);
  const ink = figure.signed ? inkOf(figure.value, answer.measure.good) : '';
  const asked = askedOf(answer, catalogue.measures, figure);
  if (!asked) return <b className={`num ${ink}`}>{text}</b>;
  return (
    <button
      type="button"
      className={`figure num why-figure ${ink}`}
      title={inFull(figure.value, figure.unit)}
      aria-label={t('open', { f: text })}
      onClick={() => show(asked)}
    >
      {text}
    </button>
  );
}

function Covered({ baseline }: { baseline: Explanation['baseline'] }) {
  const t = useWords();
  const f = useFigureWords();
  const { way, days, beside, matched, closed, unmatched, stand_in: standIn, provisional } = baseline;
  const span = spanOfDays(days);
  if (!span) return null;
  const yearly = way.startsWith('last_year');
  const byDay = { days: beside, with: days, matched, closed, unmatched, stand_in: standIn, provisional };
  const partial = [
    closed || unmatched ? t('days', { m: matched, n: matched + closed + unmatched }) : '',
    closed ? t('closed', { n: closed }) : '',
    unmatched ? t('unmatched', { n: unmatched }) : '',
  ];
  const parts = [
    t('versus', { d: spanText(span), w: t.of(baseline) }),
    ...(yearly ? [coverageText({ way, ...span, by_day: byDay }, f)] : partial),
    standIn ? t('standIn', { n: standIn }) : '',
  ];
  return <p className="muted why-covered">{parts.filter(Boolean).join(' · ')}</p>;
}
