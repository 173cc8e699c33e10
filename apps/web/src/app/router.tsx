import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { NotFound } from './not-found.tsx';
import { PageFailure } from './page-failure.tsx';

const root = createRootRoute();

// A page is one line here and one file in its slice, fetched when it is opened:
//   createRoute({ getParentRoute: () => root, path: '/units/$unit/gate' }).lazy(() => import('../gate/unit-gate.page.tsx').then((file) => file.page))
// where the file has: export const page = createLazyRoute('/units/$unit/gate')({ component: UnitGate });
const start = createRoute({ getParentRoute: () => root, path: '/' }).lazy(
  async () => (await import('./start.page.tsx')).page,
);

export const router = createRouter({
  routeTree: root.addChildren([start]),
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
