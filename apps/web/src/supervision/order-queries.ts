import type { RouteAnswer } from '@muster/contract';
import {
  answerOrder,
  issueOrder,
  listFindings,
  listOwnOrders,
  readOrder,
  recordFinding,
  verifyOrder,
} from '@muster/contract/supervision';
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

export type Findings = RouteAnswer<typeof listFindings>;
export type Finding = Findings['findings'][number];
export type Order = Finding['orders'][number];
export type OrderDetail = RouteAnswer<typeof readOrder>;
export type Answered = OrderDetail['answers'][number];

/** What was found at and beneath a node, the latest first, page after page. */
export function useFindings(organisationId: string) {
  return useInfiniteQuery({
    queryKey: ['supervision', 'findings', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listFindings, {
        params: { organisationId },
        query: pageParam === null ? {} : { after: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function useOrder(orderId: string): UseQueryResult<OrderDetail> {
  return useQuery({
    queryKey: ['supervision', 'order', orderId],
    queryFn: () => client.call(readOrder, { params: { orderId } }),
  });
}

/** Orders that are not verified, at one's own units. */
export function useOwnOrders(): UseQueryResult<RouteAnswer<typeof listOwnOrders>> {
  return useQuery({ queryKey: ['supervision', 'own-orders'], queryFn: () => client.call(listOwnOrders, {}) });
}

export type NewFinding = {
  readonly code: string | null;
  readonly text: string;
  readonly order: { readonly text: string; readonly dueOn: string } | null;
};

export const find = (unitId: string) => (body: NewFinding, key: string) =>
  client.call(recordFinding, { params: { unitId }, body }, { key });
export const order = (findingId: string) => (body: NonNullable<NewFinding['order']>, key: string) =>
  client.call(issueOrder, { params: { findingId }, body }, { key });

export type NewAnswer = {
  readonly text: string;
  readonly file: { readonly name: string; readonly base64: string } | null;
};
export const answer = (orderId: string) => (body: NewAnswer, key: string) =>
  client.call(answerOrder, { params: { orderId }, body }, { key });

/** One intention is sent once, however often it has to be tried. */
export function useIntended<Input>(
  send: (input: Input, key: string) => Promise<unknown>,
  done: () => void,
): UseMutationResult<unknown, Error, Input> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (input) => send(input, intention.key(input)),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export type Verified = { readonly outcome: 'verified' | 'returned'; readonly note: string | null };

export function useVerify(answerId: string, done: () => void): UseMutationResult<unknown, Error, Verified> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(verifyOrder, { params: { answerId }, body }),
    onSuccess: done,
    onSettled: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['supervision', 'assessment', 'gate', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
