import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Guard } from './guard.tsx';
import { NotFound } from './not-found.tsx';
import { PageFailure } from './page-failure.tsx';

const root = createRootRoute({ component: Guard });
const under = { getParentRoute: () => root };

// A page is one line here and one file in its slice, fetched when it is opened; the file has
//   export const page = createLazyRoute('/units/$unitId')({ component: UnitGate });
const pages = [createRoute({ ...under, path: '/' }).lazy(async () => (await import('./start.page.tsx')).page)];

export const router = createRouter({
  routeTree: root.addChildren(pages),
  defaultPreload: 'intent',
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: PageFailure,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
