// The map of the web: which address shows which page, and who is sent to the sign-in page first.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { meQ } from '../api/session';
import { metaQ } from '../record/queries';
import { keepSite, readSearch, writeSearch, type Search } from './address';
import { Broken } from './Broken';
import { allPages } from './door';
import { NotFound } from './NotFound';
import { PageSkeleton } from './Page';

type Context = { client: QueryClient };

const root = createRootRouteWithContext<Context>()({ component: Outlet, search: { middlewares: [keepSite as never] } });

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('./SignIn')) });

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: lazyRouteComponent(() => import('./Shell')),
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQ);
    } catch (error) {
      if ((error as { status?: number }).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: (location.href === '/' ? {} : { back: location.href }) as never });
    }
  },
});

const home = createRoute({ getParentRoute: () => shell, path: '/', component: lazyRouteComponent(() => import('./Home')) });
const prefetch = ({ context, params }: { context: Context; params: { type: string } }) => {
  void context.client.prefetchQuery(metaQ(params.type));
};
const list = createRoute({
  getParentRoute: () => shell,
  path: '/r/$type',
  component: lazyRouteComponent(() => import('../record/ListPage')),
  loader: prefetch,
});
const row = createRoute({
  getParentRoute: () => shell,
  path: '/r/$type/$id',
  component: lazyRouteComponent(() => import('../record/RowPage')),
  loader: prefetch,
});
const pages = allPages.map((page) => createRoute({ getParentRoute: () => shell, path: '/' + page.path, component: lazyRouteComponent(page.load) }));

// An unknown address is a page like any other: with the menu, from which one goes on.
const unknown = createRoute({ getParentRoute: () => shell, path: '$', component: NotFound });

const tree = root.addChildren([signIn, shell.addChildren([home, list, row, ...pages, unknown])]);

export const makeRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    scrollRestoration: true,
    parseSearch: readSearch,
    stringifySearch: writeSearch as (search: Record<string, unknown>) => string,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
export type { Search };
