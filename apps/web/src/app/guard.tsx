import { Outlet, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { LeadTo } from './go.tsx';
import { useText } from './i18n/use-text.ts';
import { useInstance } from './instance.ts';
import { useSession } from './session.ts';
import { Trouble } from './trouble.tsx';
import { WithWords } from './with-words.tsx';

const open = new Set(['/login', '/set-up', '/activate']);

/** Every page but three stands behind it: who is not logged in comes back to the same address afterwards. */
export function Guard(): ReactNode {
  // The page that is shown, which during a change of pages is still the one before.
  const shown = useRouterState({ select: ({ matches, location }) => matches.at(-1)?.pathname ?? location.pathname });
  return open.has(shown) ? <Outlet /> : <ForPeople />;
}

function ForPeople(): ReactNode {
  const t = useText();
  const { me, failed, again } = useSession();
  const { data: instance } = useInstance();
  const { href, pathname } = useRouterState({ select: ({ location }) => location });
  if (me) return <WithWords />;
  if (open.has(pathname)) return null;
  if (failed)
    return (
      <Page>
        <Trouble error={failed} what={t('app.thisPage')} onRetry={again} />
      </Page>
    );
  if (instance?.state === 'empty') return <LeadTo href="/set-up" />;
  if (me === null) return <LeadTo href={href === '/' ? '/login' : `/login?back=${encodeURIComponent(href)}`} />;
  return (
    <Page>
      <Loading />
    </Page>
  );
}
