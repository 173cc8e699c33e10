import { Outlet, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { LeadTo } from './go.tsx';
import { useText } from './i18n/use-text.ts';
import { useInstance } from './instance.ts';
import { useSession } from './session.ts';
import { Trouble } from './trouble.tsx';

const open = new Set(['/login', '/set-up', '/activate']);

/** Every page but three stands behind it: who is not logged in comes back to the same address afterwards. */
export function Guard(): ReactNode {
  const path = useRouterState({ select: (state) => state.location.pathname });
  return open.has(path) ? <Outlet /> : <ForPeople />;
}

function ForPeople(): ReactNode {
  const t = useText();
  const { me, failed, again } = useSession();
  const { data: instance } = useInstance();
  const href = useRouterState({ select: (state) => state.location.href });
  if (me) return <Outlet />;
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
