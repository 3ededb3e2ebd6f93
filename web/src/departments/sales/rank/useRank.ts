// What the ranking pages share: days, place and the dimension they rank, all in the address.
import { useMemo } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../../api/session';
import { useChange, useSearchState } from '../../../frame/address';
import { useSite } from '../../../frame/site';
import type { Where } from '../../../measure/ask';
import { readWay } from '../../../measure/like';
import { readPeriod, type Preset } from '../../../measure/period';
import { catalogueQ } from '../../../measure/queries';

export function useRank(dims: string[], fallback: Preset) {
  const me = useMe();
  const { site } = useSite();
  const search = useSearchState();
  const change = useChange();
  const { data: catalogue } = useQuery(catalogueQ);
  const last = me.data_until ?? me.today;
  const word = search.period ?? fallback;
  const span = useMemo(() => readPeriod(word, last, fallback), [word, last, fallback]);
  const where = useMemo((): Where => (site ? { site: [site.code] } : {}), [site]);
  const name = dims.includes(search.dim ?? '') ? search.dim! : dims[0]!;
  const like = readWay(search.like, span, last);
  return { search, change, catalogue, last, span, like, where, name, dim: catalogue?.dims.find((d) => d.name === name) };
}
