import { listDateRequests } from '@muster/contract/campaign';
import { listTransitions } from '@muster/contract/gate';
import { listExtensions } from '@muster/contract/obligation';
import { listTransfers } from '@muster/contract/roster';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from './client.ts';
import { mayAnywhere, type Me } from './session.ts';

// How much awaits the person who looks: the menu and the pages ask for the same answers under the same keys.

export const transitionsKey = ['gate', 'transitions'];
export const dateRequestsKey = ['campaign', 'date-requests'];
export const requestsForTimeKey = ['obligation', 'requests-for-time'];

export type AwaitingSteps = { readonly endorse: number; readonly decide: number; readonly elsewhere: number };

/** Transitions whose next step is this person's. */
export function useAwaitingSteps(): UseQueryResult<AwaitingSteps> {
  return useQuery({
    queryKey: [...transitionsKey, 'count'],
    queryFn: async () => {
      const { mine, elsewhere } = await client.call(listTransitions, { query: { limit: 1 } });
      return { ...mine, elsewhere: sum(elsewhere) };
    },
  });
}

/** Members whom another branch offers to one's own; asked by those alone who may take somebody in. */
export function useAwaitingTransfers(organisationId: string | undefined): UseQueryResult<number> {
  return useQuery({
    queryKey: ['roster', 'transfers', organisationId, 'awaiting'],
    queryFn: async () =>
      (await client.call(listTransfers, { params: { organisationId: organisationId ?? '' }, query: { limit: 1 } }))
        .awaitingMe,
    enabled: organisationId !== undefined,
    staleTime: 60_000,
  });
}

/** Requests for other dates that this person may decide; the menu has a line for them while there are any. */
export function useAwaitingRequests(me: Me): UseQueryResult<number> {
  return useQuery({
    queryKey: [...dateRequestsKey, 'count'],
    queryFn: async () => {
      const { all, elsewhere } = await client.call(listDateRequests, { query: { limit: 1 } });
      return all + sum(elsewhere);
    },
    enabled: mayAnywhere(me, 'manage-campaign'),
  });
}

const sum = (elsewhere: readonly { readonly awaiting: number }[]): number =>
  elsewhere.reduce((all, { awaiting }) => all + awaiting, 0);

/** Requests for more time that this person may decide. */
export function useAwaitingTimes(me: Me): UseQueryResult<number> {
  return useQuery({
    queryKey: requestsForTimeKey,
    queryFn: async () => (await client.call(listExtensions, {})).extensions,
    enabled: mayAnywhere(me, 'relieve-obligation'),
    select: (requests) => requests.length,
  });
}
