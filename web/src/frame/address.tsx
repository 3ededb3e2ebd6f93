// Addresses: the whole state of a page is in its URL, as plain words that people can read, share and keep.
import { useCallback, type ComponentProps, type ReactNode } from 'react';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { query } from '../api/client';

/** What stands after the question mark; always flat text, the same grammar as the server's lists. */
export type Search = Record<string, string>;
export type SearchChange = Record<string, string | undefined>;

export const readSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));
export const writeSearch = (search: Record<string, unknown>): string => query(search as SearchChange);

/** The chosen site stays in the address from page to page; an explicit empty value lets it go. */
export function keepSite({ search, next }: { search: Search; next: (search: Search) => Search }): Search {
  const result = next(search);
  return 'site' in result || !search.site ? result : { ...result, site: search.site };
}

export const useSearchState = (): Search => useRouterState({ select: (s) => s.location.search }) as Search;
export const usePath = (): string => useRouterState({ select: (s) => s.location.pathname });

/** Changes part of the address of this page; `step` keeps the old one for the browser's back button. */
export function useChange() {
  const navigate = useNavigate();
  return useCallback(
    (change: SearchChange, step = false) => {
      void navigate({ to: '.', search: ((old: Search) => ({ ...old, ...change })) as never, replace: !step, resetScroll: false });
    },
    [navigate],
  );
}

/** Goes to another page. */
export function useGo() {
  const navigate = useNavigate();
  return useCallback(
    (path: string, search: SearchChange = {}, replace = false) => {
      void navigate({ to: path as '/', search: search as never, replace });
    },
    [navigate],
  );
}

type ToProps = { path: string; search?: SearchChange; children: ReactNode } & Pick<
  ComponentProps<'a'>,
  'className' | 'onClick' | 'aria-label' | 'title' | 'target'
>;
/** A link within the product. */
export function To({ path, search = {}, ...rest }: ToProps) {
  return <Link to={path as '/'} search={search as never} {...rest} />;
}
