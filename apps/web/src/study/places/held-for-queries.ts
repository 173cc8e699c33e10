import type { RouteAnswer } from '@muster/contract';
import { holdForPlace, listHeldFor, withdrawHeldFor } from '@muster/contract/study';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

type HeldForAnswer = RouteAnswer<typeof listHeldFor>;
export type HeldFor = HeldForAnswer['heldFor'][number];

export function useHeldFor(activityId: string): UseQueryResult<HeldForAnswer> {
  return useQuery({
    queryKey: ['study', 'held-for', activityId],
    queryFn: () => client.call(listHeldFor, { params: { activityId } }),
  });
}

/** Of the place by its id. */
export function useHoldFor(activityId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (organisationId) => {
      const asked = { params: { organisationId }, body: { activityId } };
      return client.call(holdForPlace, asked, { key: intention.key(asked) });
    },
    onSuccess: () => {
      intention.done();
      return settle();
    },
  });
}

export function useWithdrawHeldFor(heldForId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(withdrawHeldFor, { params: { heldForId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** Whose meeting it was changes who has held one, and no figure besides. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => Promise.all(['study', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
