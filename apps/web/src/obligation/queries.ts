import type { RouteAnswer } from '@muster/contract';
import { checkDeliverable, listObligations, readObligation, submitDeliverable } from '@muster/contract/obligation';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';

export type Obligation = RouteAnswer<typeof listObligations>['obligations'][number];
export type ObligationDetail = RouteAnswer<typeof readObligation>;
export type Deliverable = ObligationDetail['deliverables'][number];

export const states = ['overdue', 'open', 'returned', 'waiting', 'accepted', 'late'] as const;
export type ListState = (typeof states)[number];

export function readState(text: string): ListState | null {
  return states.find((state) => state === text) ?? null;
}

/** By due date, page after page; `state` narrows it. */
export function useObligations(organisationId: string, state: ListState | null) {
  return useInfiniteQuery({
    queryKey: ['obligation', 'of', organisationId, state],
    queryFn: ({ pageParam }) =>
      client.call(listObligations, {
        params: { organisationId },
        query: { ...(state !== null && { state }), ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useObligation(obligationId: string): UseQueryResult<ObligationDetail> {
  return useQuery({
    queryKey: ['obligation', 'one', obligationId],
    queryFn: () => client.call(readObligation, { params: { obligationId } }),
  });
}

export type HandedIn = {
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
};

export function useHandIn(obligationId: string, done: () => void): UseMutationResult<unknown, Error, HandedIn> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) =>
      client.call(submitDeliverable, { params: { obligationId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export type Checked = { readonly outcome: 'accepted' | 'returned'; readonly note: string | null };

export function useCheck(deliverableId: string, done: () => void): UseMutationResult<unknown, Error, Checked> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(checkDeliverable, { params: { deliverableId }, body }),
    onSuccess: done,
    onSettled: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['obligation', 'gate', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
