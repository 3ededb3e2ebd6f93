// What a figure of the answer opens: its own facts, both sides of its change, or what it was worked out from.
import { additive } from '../../../measure/additive';
import { minus } from '../../../measure/decimal';
import type { Asked } from '../../../measure/Evidence';
import type { Sides } from '../../../measure/Sides';
import type { Worked, WorkedRow } from '../../../measure/Worked';
import type { Explanation, Measure, Span } from '../../../measure/wire';

type Figure = Explanation['figures'][number];
type Place = Explanation['places'][number];
type Levels = { before: string | null; now: string | null };

/** From the first day to the last; null for no days at all. */
export function spanOfDays(days: Span[]): Span | null {
  const [first] = days,
    last = days.at(-1);
  return first && last ? { from: first.from, to: last.to } : null;
}

export const sidesOf = ({ measure, baseline }: Explanation, { before, now }: Levels): Sides => ({
  before,
  now,
  unit: measure.unit,
  days: baseline.days,
  averaged: baseline.way === 'usual',
});

/** Null where there is nothing to open. */
export function askedOf(answer: Explanation, measures: Measure[], figure: Figure): Asked | null {
  const span = spanOfDays(figure.days);
  if (!span || figure.value === null) return null;
  const { unit, measure, days, where, value } = figure;
  const title = measures.find((m) => m.name === measure) ?? answer.measure;
  const asked: Asked = { title, unit, measure, ...span, days, where, value, at: answer.data_version };
  if (figure.id === 'change') return { ...asked, sides: sidesOf(answer, answer) };
  if (figure.id === 'rate') return { ...asked, kind: 'rate', sides: sidesOf(answer, answer) };
  if (isPlace(figure)) return { ...asked, kind: 'effect', sides: sidesOf(answer, placeOf(answer, figure) ?? NEITHER) };
  if (figure.id === 'rest') {
    const { levels, worked } = restOf(answer, figure);
    return { ...asked, title: REST, kind: 'effect', sides: sidesOf(answer, levels), worked };
  }
  return figure.id.startsWith('driver') ? driverOf(answer, figure, asked) : asked;
}

/** The places that the sentence names, one that went against the others among them. */
const isPlace = ({ id }: Figure): boolean => id.startsWith('place') || id === 'against';

const NEITHER: Levels = { before: null, now: null };
const REST = { zh: '其余', en: 'The rest' };

const placeOf = ({ places }: Explanation, figure: Figure): Place | undefined =>
  places.find((place) => JSON.stringify(place.where) === JSON.stringify(figure.where));

/** The rest is no place, so it is the whole without the places that the sentence names. */
function restOf(answer: Explanation, rest: Figure): { levels: Levels; worked: Worked } {
  const { measure } = answer;
  const named = answer.figures.filter(isPlace).flatMap((figure) => placeOf(answer, figure) ?? []);
  const left = (side: 'before' | 'now') =>
    named.reduce<string | null>((sum, place) => (sum === null ? null : minus(sum, place[side] ?? '0')), answer[side]);
  const levels = { before: left('before'), now: left('now') };
  // Places that overlap, and those of an average, do not add up to the whole.
  const adds = additive(measure) && levels.before !== null && levels.now !== null && Number(minus(levels.now, levels.before)) === Number(rest.value);
  const shown = adds ? levels : NEITHER;
  const rows: WorkedRow[] = [
    { title: measure, unit: measure.unit, before: answer.before, now: answer.now, change: answer.change },
    ...named.map(({ name, before, now, effect }) => ({ title: name, unit: measure.unit, before, now, change: effect })),
    { title: REST, unit: measure.unit, ...shown, change: rest.value, it: true },
  ];
  return { levels: shown, worked: { way: 'rest', title: REST, unit: measure.unit, rows, facts: true } };
}

const size = (effect: string) => Math.abs(Number(effect));

/** What a driver did is worked out from all of them; so is a driver that is no measure of its own. */
function driverOf(answer: Explanation, figure: Figure, asked: Asked): Asked {
  const { how, measure } = answer;
  const most = how.drivers.reduce((a, b) => (size(b.effect) > size(a.effect) ? b : a));
  const own = figure.measure !== measure.name || most.key === measure.name;
  if (own && figure.id !== 'driver_effect') return asked;
  const rows: WorkedRow[] = [
    ...how.drivers.map(({ zh, en, unit, before, now, effect, key }) => ({ title: { zh, en }, unit, before, now, change: effect, it: key === most.key })),
    { title: measure, unit: measure.unit, before: answer.before, now: answer.now, change: answer.change },
  ];
  const title = { zh: most.zh, en: most.en };
  return { ...asked, title, worked: { way: figure.id === 'driver_effect' ? 'effect' : 'driver', title, unit: measure.unit, rows, facts: false } };
}
