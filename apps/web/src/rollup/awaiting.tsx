import { listObligations } from '@muster/contract/obligation';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '../app/client.ts';
import { useAwaitingRequests, useAwaitingSteps, useAwaitingTransfers } from '../app/desk-nav.tsx';
import { useText } from '../app/i18n/use-text.ts';
import { mayAnywhere, nodesWith, useMe } from '../app/session.ts';
import { EmptyLine } from '../ui/sheet/empty-line.tsx';
import { Sheet } from '../ui/sheet/sheet.tsx';
import { SideList } from '../ui/sheet/side-list.tsx';

/** What waits for the person who looks, each with where it is done. */
export function Awaiting({ organisationId }: { readonly organisationId: string }): ReactNode {
  const t = useText();
  const me = useMe();
  const steps = useAwaitingSteps();
  const requests = useAwaitingRequests(me);
  const roster = nodesWith(me, 'manage-roster')[0]?.organisationId;
  const transfers = useAwaitingTransfers(roster);
  const checks = useAwaitingChecks(organisationId, mayAnywhere(me, 'check-deliverable'));
  if (steps === undefined) return null;
  const items = (
    [
      ['endorse', steps.endorse, '/transitions'],
      ['decide', steps.decide, '/transitions'],
      ['request', requests ?? 0, '/date-requests'],
      ['check', checks ?? 0, `/organisations/${organisationId}/obligations?state=waiting`],
      ['transfer', transfers ?? 0, `/organisations/${roster}/transfers`],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([what, count, href]) => ({ key: what, count, text: t(`rollup.await.${what}`, { count }), href }));
  return (
    <Sheet title={t('rollup.await.title')}>
      {items.length === 0 ? <EmptyLine>{t('rollup.await.none')}</EmptyLine> : <SideList items={items} />}
    </Sheet>
  );
}

/** What was handed in beneath a node and waits to be checked. */
function useAwaitingChecks(organisationId: string, enabled: boolean): number | undefined {
  const { data } = useQuery({
    queryKey: ['obligation', 'of', organisationId, 'waiting', 'count'],
    queryFn: async () =>
      (await client.call(listObligations, { params: { organisationId }, query: { state: 'waiting', limit: 1 } })).all,
    enabled,
  });
  return data;
}
