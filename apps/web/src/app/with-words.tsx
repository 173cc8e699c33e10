import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../ui/frame/page.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { useCampaigns, useCampaignsAt } from './campaign.ts';
import { useText } from './i18n/use-text.ts';
import { Trouble } from './trouble.tsx';
import './with-words.css';

/**
 * The page, once it is known by which words it speaks: until then it would say ours, or those of another campaign. It loads behind the
 * sign of waiting, so that nobody waits for one after the other.
 */
export function WithWords(): ReactNode {
  const t = useText();
  const { data, error, refetch } = useCampaigns();
  const { isLoading: asksWhichHere } = useCampaignsAt();
  const several = (data?.campaigns.length ?? 0) > 1;
  if (data === undefined && error !== null)
    return (
      <Page>
        <Trouble error={error} what={t('app.thisPage')} onRetry={() => void refetch()} />
      </Page>
    );
  const waits = data === undefined || (several && asksWhichHere);
  return (
    <>
      {waits && (
        <Page>
          <Loading />
        </Page>
      )}
      <div className="m-with-words" hidden={waits}>
        <Outlet />
      </div>
    </>
  );
}
