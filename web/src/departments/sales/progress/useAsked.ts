// What a page of progress asks, kept in its address: the measure, the period, the scope, and a plan that is only tried on.
import { useMemo } from 'react';
import { useMe } from '../../../api/session';
import { useChange, useSearchState, type SearchChange } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import { readWhere, whereParams, type Where } from '../../../measure/ask';
import { withoutSite } from '../../../measure/why';
import type { Catalogue } from '../../../measure/wire';
import { readAt, whenOf } from './when';
import { DIMS, type Ask } from './wire';

/** `catalogue` says what can be asked for at all. */
export function useAsked(catalogue: Catalogue) {
  const me = useMe();
  const { site, sites, choose } = useSite();
  const search = useSearchState();
  const change = useChange();
  const last = me.data_until ?? me.today;
  const known = catalogue.measures.find((m) => m.name === (search.measure ?? 'sales')) ?? catalogue.measures[0]!;
  const period = useMemo(() => readAt(search.at, last), [search.at, last]);
  const said = useMemo(() => readWhere(search), [search]);
  const dims = catalogue.dims.filter((dim) => DIMS.includes(dim.name) && known.dims.includes(dim.name));
  // The site at the top holds unless the page itself names one.
  const where = useMemo((): Where => (site && !said.site?.length ? { ...said, site: [site.code] } : said), [site, said]);
  const ask: Ask = { measure: known.name, ...whenOf(period), where, ...(search.plan ? { plan: search.plan } : {}) };
  return {
    search,
    last,
    known,
    period,
    where,
    dims,
    ask,
    plan: search.plan,
    measures: catalogue.measures,
    dim: (name: string) => catalogue.dims.find((dim) => dim.name === name),
    /** A question once asked is kept for the browser's back button. */
    change: (next: { where: Where }) => {
      const gone = Object.keys(search).filter((key) => key.startsWith('where.'));
      change({ ...Object.fromEntries(gone.map((key) => [key, undefined])), ...whereParams(withoutSite(next.where, site?.code)) }, true);
    },
    turn: (next: SearchChange) => change(next, true),
    /** Lets the site at the top go, where there is more than one to choose from. */
    leaveSite: site && sites.length > 1 && !said.site?.length ? () => choose('') : null,
    /** The same question of another scope, for a page of progress. */
    searchOf: (scope: Where): SearchChange => ({
      measure: known.name,
      at: period.at,
      ...(search.plan ? { plan: search.plan } : {}),
      ...whereParams(withoutSite(scope, site?.code)),
    }),
  };
}
export type Asked = ReturnType<typeof useAsked>;
