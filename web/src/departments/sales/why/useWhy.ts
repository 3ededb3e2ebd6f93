// The page as its parts see it: the question in the address, the answer, and how to ask on.
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../api/session';
import { useChange, useSearchState } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Where } from '../../../measure/ask';
import { explained } from '../../../measure/why';
import type { Catalogue } from '../../../measure/wire';
import { partsOf } from './parts';
import { whyQ } from './queries';
import { misread, readView, writeView, type Change } from './state';

export function useWhy(catalogue: Catalogue) {
  const me = useMe();
  const { site, sites, choose } = useSite();
  const search = useSearchState();
  const change = useChange();
  const last = me.data_until ?? me.today;
  const asks = useMemo(() => readView(search, last), [search, last]);
  // What the company does not measure cannot be asked.
  const known = catalogue.measures.find((m) => m.name === asks.measure) ?? catalogue.measures[0]!;
  const view = { ...asks, measure: known.name };
  // The site at the top holds unless the page itself names one.
  const where = useMemo(
    (): Where => (site && !asks.where.site?.length ? { ...asks.where, site: [site.code] } : asks.where),
    [site, asks.where],
  );
  const { measure, span, against } = view;
  const asked = useQuery(whyQ({ measure, ...span, where, against }));
  const dims = catalogue.dims.filter((d) => !d.time && known.dims.includes(d.name));
  return {
    ...view,
    misread: misread(search, known.name),
    where,
    last,
    search,
    catalogue,
    asked,
    known,
    measures: catalogue.measures.filter((m) => explained(m.name)),
    /** What the figure may be narrowed by or taken apart by. */
    dims,
    /** The same by name, the most telling first. */
    parts: partsOf(where, sites, dims),
    dim: (name: string) => catalogue.dims.find((d) => d.name === name),
    /** A question once asked is kept for the browser's back button; its answer is read from the top. */
    change: (next: Change) => {
      change(writeView(next, search, site?.code), true);
      window.scrollTo({ top: 0 });
    },
    /** Parts of the page that are no question of their own. */
    look: change,
    /** Lets the site at the top go, where there is more than one to choose from. */
    leaveSite: site && sites.length > 1 && !view.where.site?.length ? () => choose('') : null,
  };
}
export type Why = ReturnType<typeof useWhy>;
export type Answered = Why & { answer: NonNullable<Why['asked']['data']> };
