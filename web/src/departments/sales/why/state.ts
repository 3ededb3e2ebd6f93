// What the page asks, read from and written to the address: figure, days, conditions, and what it is held against.
import type { Search, SearchChange } from '../../../frame/address';
import { readWhere, whereParams, type Where } from '../../../measure/ask';
import { explained, readAgainst, withoutSite } from '../../../measure/why';
import { namesPeriod, readPeriod, type Preset } from '../../../measure/period';
import type { Against, Span } from '../../../measure/wire';

/** `period` is as in the address: a name or `from..to`. */
export type View = { measure: string; period: string; span: Span; where: Where; against: Against };
const START: Preset = 'last_week';

/** `last` is the last day that has data. */
export function readView(search: Search, last: string): View {
  const period = search.period && namesPeriod(search.period) ? search.period : START;
  const { from, to } = readPeriod(period, last, START);
  return {
    measure: search.measure && explained(search.measure) ? search.measure : 'sales',
    period,
    span: { from, to },
    where: readWhere(search),
    against: readAgainst(search.against, { from, to }),
  };
}

/** The words of the address that name no measure that is known, and no period. */
export const misread = ({ measure, period }: Search, known: string): { measure?: string | undefined; period?: string | undefined } => ({
  measure: measure === known ? undefined : measure,
  period: period && namesPeriod(period) ? undefined : period,
});

export type Change = Partial<Pick<View, 'measure' | 'period' | 'where' | 'against'>>;

/** A change of the view as a change of the address; conditions that are no longer there are taken out of it. */
export function writeView({ measure, period, where, against }: Change, search: Search, site?: string): SearchChange {
  const gone = Object.keys(search).filter((key) => key.startsWith('where.'));
  return {
    ...(measure ? { measure } : {}),
    ...(period ? { period } : {}),
    ...(against ? { against } : {}),
    ...(where ? { ...Object.fromEntries(gone.map((key) => [key, undefined])), ...whereParams(withoutSite(where, site)) } : {}),
  };
}
