// What one person likes on this device: language, light or dark, row height, and whether a rise is red.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Lang } from '../api/wire';

export type Prefs = {
  lang: Lang;
  theme: 'light' | 'dark' | 'auto';
  density: 'small' | 'middle' | 'large';
  riseIsRed: boolean;
  folded: boolean;
  site: string;
};
const KEY = 'shuzhi.prefs';
/** Before anything was chosen: the language of the browser, if it is English. */
export const langOf = (browser: string): Lang => (/^en\b/i.test(browser) ? 'en' : 'zh');
const START: Prefs = { lang: langOf(navigator.language), theme: 'auto', density: 'middle', riseIsRed: true, folded: false, site: '' };

function load(): Prefs {
  try {
    return { ...START, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Prefs>) };
  } catch {
    return START; // a private window may refuse storage; the defaults then hold for the visit
  }
}
function keep(prefs: Prefs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    /* as above */
  }
}

/** `still`: the system asks for no movement on screen. */
type Value = { prefs: Prefs; dark: boolean; still: boolean; set: (change: Partial<Prefs>) => void };
const Context = createContext<Value | null>(null);

/** What the system asks for now; a change while the page is still loading counts too. */
function useMedia(query: string): boolean {
  const media = useMemo(() => matchMedia(query), [query]);
  const follow = useCallback(
    (changed: () => void) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [media],
  );
  return useSyncExternalStore(follow, () => media.matches);
}

export function PrefsProvider({ children }: { children: ReactNode }) {
  const [prefs, setPrefs] = useState(load);
  const system = useMedia('(prefers-color-scheme: dark)');
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const dark = prefs.theme === 'dark' || (prefs.theme === 'auto' && system);
  useEffect(() => {
    const page = document.documentElement;
    page.dataset.theme = dark ? 'dark' : 'light';
    page.dataset.rise = prefs.riseIsRed ? 'red' : 'green';
    page.lang = prefs.lang === 'zh' ? 'zh-CN' : 'en';
    document.querySelector('meta[name=theme-color]')?.setAttribute('content', dark ? '#151a23' : '#ffffff');
  }, [dark, prefs.lang, prefs.riseIsRed]);
  const set = useCallback(
    (change: Partial<Prefs>) =>
      setPrefs((old) => {
        const next = { ...old, ...change };
        keep(next);
        return next;
      }),
    [],
  );
  const value = useMemo(() => ({ prefs, dark, still, set }), [prefs, dark, still, set]);
  return <Context value={value}>{children}</Context>;
}

export function usePrefs(): Value {
  const value = useContext(Context);
  if (!value) throw new Error('usePrefs outside PrefsProvider');
  return value;
}
