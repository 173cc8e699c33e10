import type { ReactNode } from 'react';
import { useAwaitingRequests, useAwaitingSteps, useAwaitingTimes, useAwaitingTransfers } from '../app/awaiting.ts';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, nodesWith, useMe } from '../app/session.ts';
import { Trouble } from '../app/trouble.tsx';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Loading } from '../ui/sheet/loading.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';
import { useAwaitingChecks } from './awaiting-checks.ts';

/** What waits for the person who looks, each with where it is done; that nothing does is said once everything is known. */
export function Awaiting({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const me = useMe();
  const steps = useAwaitingSteps();
  const requests = useAwaitingRequests(me);
  const times = useAwaitingTimes(me);
  const roster = nodesWith(me, 'manage-roster')[0]?.organisationId;
  const transfers = useAwaitingTransfers(roster);
  const checks = useAwaitingChecks(organisationId, mayAnywhere(me, 'check-deliverable'));
  const asked = [steps, requests, times, transfers, checks];
  const failed = asked.filter(({ isError }) => isError);
  const items = (
    [
      ['endorse', steps.data?.endorse, '/transitions'],
      ['decide', steps.data?.decide, '/transitions'],
      ['request', requests.data, '/date-requests'],
      ['time', times.data, '/to-do'],
      ['check', checks.data, `/organisations/${organisationId}/obligations?state=waiting`],
      ['transfer', transfers.data, `/organisations/${roster}/transfers`],
    ] as const
  ).flatMap(([what, count = 0, href]) =>
    count === 0 ? [] : [{ key: what, count, text: t(`rollup.await.${what}`, { count }), href }],
  );
  const title = t('rollup.await.title');
  return (
    <Sheet title={title}>
      {items.length > 0 && <SideList items={items} />}
      {failed[0] !== undefined && (
        <Trouble
          error={failed[0].error}
          what={title}
          onRetry={() => void Promise.all(failed.map(({ refetch }) => refetch()))}
        />
      )}
      {/* Of what is not this person's nothing is asked, and nothing comes. */}
      {asked.some(({ isLoading }) => isLoading) ? (
        <Loading rows={1} />
      ) : (
        failed.length === 0 && items.length === 0 && <EmptyLine>{t('rollup.await.none')}</EmptyLine>
      )}
    </Sheet>
  );
}
