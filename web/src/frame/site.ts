// The mall, store or channel that a person is looking at; pages use it as a filter.
import type { Site } from '../api/wire';
import { useMe } from '../api/session';
import { useChange, useSearchState } from './address';
import { usePrefs } from './prefs';

/** `site` is undefined for "all sites". The address decides; the last choice is only where a visit starts, and who has one site sees it. */
export function useSite(): { site: Site | undefined; sites: Site[]; choose: (code: string) => void } {
  const me = useMe();
  const search = useSearchState();
  const change = useChange();
  const { set } = usePrefs();
  return {
    site: me.sites.length === 1 ? me.sites[0] : me.sites.find((s) => s.code === search.site),
    sites: me.sites,
    choose: (code) => {
      set({ site: code });
      change({ site: code, after: undefined, before: undefined }, true);
    },
  };
}
