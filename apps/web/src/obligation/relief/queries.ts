import type { RouteAnswer } from '@muster/contract';
import {
  askExtension,
  decideExtension,
  exemptObligation,
  listExtensions,
  readOwed,
  takeBackExemption,
} from '@muster/contract/obligation';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { requestsForTimeKey } from '../../app/awaiting.ts';
import { useIntention } from '../../app/intention.ts';

export type OwedDetail = RouteAnswer<typeof readOwed>;
export type Extension = OwedDetail['extensions'][number];
export type RequestForTime = RouteAnswer<typeof listExtensions>['extensions'][number];

export function useOwedDetail(obligationId: string): UseQueryResult<OwedDetail> {
  return useQuery({
    queryKey: ['obligation', 'owed', obligationId],
    queryFn: () => client.call(readOwed, { params: { obligationId } }),
  });
}

/** What waits for this person's decision. */
export function useRequestsForTime(mayDecide: boolean): readonly RequestForTime[] {
  const { data } = useQuery({
    queryKey: requestsForTimeKey,
    queryFn: async () => (await client.call(listExtensions, {})).extensions,
    enabled: mayDecide,
  });
  return data ?? [];
}

type Wish = { readonly untilOn: string; readonly reason: string };

export function useAskForTime(obligationId: string, done: () => void): UseMutationResult<unknown, Error, Wish> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) => client.call(askExtension, { params: { obligationId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

type Decided = { readonly outcome: 'granted' | 'refused'; readonly note: string | null };

export function useDecideTime(extensionId: string, done: () => void): UseMutationResult<unknown, Error, Decided> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(decideExtension, { params: { extensionId }, body }),
    onSuccess: done,
    onSettled: settle,
  });
}

export function useExempt(obligationId: string, done: () => void): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(exemptObligation, { params: { obligationId }, body: { reason } }),
    onSuccess: done,
    onSettled: settle,
  });
}

export function useTakeBack(obligationId: string): UseMutationResult<unknown, Error, undefined> {
  const settle = useSettle();
  return useMutation({
    mutationFn: () => client.call(takeBackExemption, { params: { obligationId } }),
    onSettled: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(['obligation', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
