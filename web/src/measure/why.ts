// From any figure to the page that says why it changed: which figures can be explained, and the address that asks.
import dayjs from 'dayjs';
import type { Search } from '../frame/address';
import { whereParams, type Where } from './ask';
import { writePeriod } from './period';
import type { Against, Compare, Span } from './wire';

export const AGAINSTS: Against[] = ['previous', 'last_year_by_role', 'last_year', 'last_year_by_weekday', 'usual', 'forecast', 'target'];
/** The period that stands beside where figures are shown without an explanation. */
export const besideOf = (against: Against): Exclude<Compare, 'last_year_merged'> =>
  against === 'usual' || against === 'forecast' || against === 'target' ? 'previous' : against;
/** Counts of different things and days without one are no sums of parts, so the server cannot explain them. */
const UNEXPLAINED = new Set(['active_items', 'days_without_sale']);
export const explained = (measure: string): boolean => !UNEXPLAINED.has(measure);

const WEEKS_AT_MOST = 14;
/** A day is held against the same weekdays before, weeks against the weeks before, anything longer against last year. */
export function againstFor({ from, to }: Span): Against {
  const days = dayjs(to).diff(dayjs(from), 'day') + 1;
  return days === 1 ? 'usual' : days <= WEEKS_AT_MOST ? 'previous' : 'last_year_by_role';
}

export const readAgainst = (word: string | undefined, span: Span): Against => AGAINSTS.find((one) => one === word) ?? againstFor(span);

export type WhyAsk = Span & { measure: string; where?: Where; against?: Compare | Against };

/** The address of a question; `site` is the one chosen at the top, which every page keeps by itself. */
export function whySearch({ measure, from, to, where = {}, against }: WhyAsk, site?: string): Search {
  return {
    measure,
    period: writePeriod({ from, to }),
    against: readAgainst(against, { from, to }),
    ...whereParams(withoutSite(where, site)),
  };
}

/** The conditions beside the site at the top. */
export function withoutSite(where: Where, site: string | undefined): Where {
  const same = site !== undefined && where.site?.length === 1 && where.site[0] === site;
  return same ? Object.fromEntries(Object.entries(where).filter(([dim]) => dim !== 'site')) : where;
}
