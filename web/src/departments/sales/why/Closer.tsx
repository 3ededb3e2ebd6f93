// A strip of what may be asked next: the floors and categories of the scope with their change; a click narrows the question to one of them.
import { useQueries } from '@tanstack/react-query';
import { narrowed } from '../../../measure/ask';
import { answerQ } from '../../../measure/queries';
import { besideOf } from '../../../measure/why';
import type { Dim } from '../../../measure/wire';
import { closerSteps, valuesOf, type Value } from './closer';
import { amount, inkOf } from './say';
import type { Why } from './useWhy';
import { useWords } from './words';

const CHIPS_MAX = 10;
const VALUES_MAX = 500;
const ROW_PX = 38;
/** One value alone is the whole scope. */
const CHOICE = 2;

export function Closer({ why }: { why: Why }) {
  const steps = closerSteps(why.where, why.dims);
  return steps.length ? <Step key={steps.flat().join()} why={why} steps={steps} /> : null;
}

/** The first step that leaves a choice. */
function Step({ why, steps: [names = [], ...later] }: { why: Why; steps: string[][] }) {
  const t = useWords();
  const { measure, span, where } = why;
  const compare = besideOf(why.against);
  const ask = (name: string) => answerQ({ measures: [measure], ...span, where, by: [name], compare: [compare], limit: VALUES_MAX });
  const answers = useQueries({ queries: names.map(ask) });
  const rows = names.flatMap((name, i) => {
    const dim = why.dim(name);
    const values = valuesOf(answers[i]?.data?.rows ?? [], name, why.known, compare, t.lang);
    return dim && values.length >= CHOICE ? [{ dim, values }] : [];
  });
  const waiting = answers.some((one) => one.isPending);
  if (!waiting && !rows.length) return later.length ? <Step why={why} steps={later} /> : null;
  return (
    <section className="why-closer" aria-label={t('closer')} aria-busy={waiting} style={{ minHeight: waiting ? names.length * ROW_PX : 0 }}>
      <h2>{t('closer')}</h2>
      {rows.map(({ dim, values }) => (
        <Values key={dim.name} why={why} dim={dim} values={values} />
      ))}
      {compare === why.against ? null : <p className="muted small">{t('closerBefore')}</p>}
    </section>
  );
}

function Values({ why, dim, values }: { why: Why; dim: Dim; values: Value[] }) {
  const t = useWords();
  const { unit, good } = why.known;
  const hidden = values.length - CHIPS_MAX;
  return (
    <div className="why-closer-row" role="group" aria-label={t('closerBy', { d: t.of(dim) })}>
      <span className="muted why-closer-dim">{t.of(dim)}</span>
      <div className="why-closer-values">
        {values.slice(0, CHIPS_MAX).map(({ code, name, change }) => (
          <button
            key={code}
            type="button"
            className="why-closer-chip"
            title={t('narrow', { n: name })}
            onClick={() => why.change({ where: narrowed(why.where, dim.name, code) })}
          >
            <span className="clip">{name}</span>
            {change === null ? null : (
              <b className={`num ${inkOf(change, good)}`}>{amount({ value: change, unit, signed: true, points: unit === 'percent' }, t.lang)}</b>
            )}
          </button>
        ))}
        {hidden > 0 ? <span className="muted small why-closer-more">{t('closerMore', { n: hidden })}</span> : null}
      </div>
    </div>
  );
}
