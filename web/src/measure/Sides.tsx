// A change as what it is: what was, what is, and what lies between; and the choice of the side whose facts are shown.
import { Segmented } from 'antd';
import { inFull, NONE, type Figure, type Unit } from '../charts/figures';
import { minus, rounded } from './decimal';
import { spanText } from './period';
import type { Span } from './wire';
import { useWords } from './words';

/** The two sides of a change; `days` are those of the other side, none where it is a forecast or a target and has no facts. */
export type Sides = { before: Figure; now: Figure; unit: Unit; days: Span[]; averaged: boolean };
export type Side = 'now' | 'before';

const known = (value: Figure): value is string | number => value !== null && value !== undefined && value !== '';

/** What lies between the two, exactly; null where one of them is not known. */
export const between = ({ before, now }: Pick<Sides, 'before' | 'now'>): string | null =>
  known(before) && known(now) ? minus(now, before) : null;

/** A change with its sign and every digit; that of a percent in points. */
export function moveInFull(value: Figure, unit: Unit, t: ReturnType<typeof useWords>): string {
  if (!known(value)) return NONE;
  const said = unit === 'percent' ? t('points', { n: rounded(value, 2, 2) }) : inFull(value, unit);
  return (Number(value) > 0 ? '+' : '') + said.replace('-', '−');
}

export function SidesHead({ sides }: { sides: Sides }) {
  const t = useWords();
  const { before, now, unit } = sides;
  const moved = between(sides);
  if (moved === null && !known(before) && !known(now)) return null;
  return (
    <div className="evidence-sides">
      <dt>{t('change')}</dt>
      <dd className="num">
        <span>
          <span className="muted">{t('before')}</span> {inFull(before, unit)}
        </span>
        <span>
          <span className="muted">{t('now')}</span> {inFull(now, unit)}
        </span>
        <span>
          <span className="muted">{t('difference')}</span> <b className="evidence-value">{moveInFull(moved, unit, t)}</b>
        </span>
      </dd>
    </div>
  );
}

type PickProps = { sides: Sides; days: Span[]; side: Side; pick: (side: Side) => void };

/** `days` are those of this period. */
export function SidePick({ sides, days, side, pick }: PickProps) {
  const t = useWords();
  if (!sides.days.length) return <p className="muted evidence-note">{t('noFactsBefore')}</p>;
  const named = (name: Side, spans: Span[]) => `${t(name)} ${spanText({ from: spans[0]!.from, to: spans.at(-1)!.to })}`;
  return (
    <>
      <Segmented<Side>
        className="evidence-pick"
        aria-label={t('factsOf')}
        value={side}
        onChange={pick}
        options={[
          { value: 'now', label: named('now', days) },
          { value: 'before', label: named('before', sides.days) },
        ]}
      />
      {side === 'before' && sides.averaged ? <p className="muted evidence-note">{t('averaged')}</p> : null}
    </>
  );
}
