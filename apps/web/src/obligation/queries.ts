import type { RouteAnswer } from '@muster/contract';
import {
  checkDeliverable,
  listObligations,
  listOwed,
  readObligation,
  readToDo,
  submitDeliverable,
} from '@muster/contract/obligation';
import { obligationKinds } from '@muster/core/obligation';
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

export type Owed = RouteAnswer<typeof readToDo>['owed'][number];
export type ToDoKind = Owed['kind'];
export const kindsOwed = obligationKinds;
/** In the order in which one asks; what is late was done all the same. */
export const toDoStates = [
  'due',
  'overdue',
  'open',
  'waiting',
  'discharged',
  'late',
  'exempt',
  'cancelled',
  'all',
] as const;
type ToDoState = (typeof toDoStates)[number];

export function readToDoState(text: string): ToDoState {
  return toDoStates.find((state) => state === text) ?? 'due';
}

export function readKind(text: string): ToDoKind | null {
  return obligationKinds.find((kind) => kind === text) ?? null;
}

type Narrowed = { readonly state: ToDoState; readonly kind: ToDoKind | null; readonly personId: string };

/** By due date, page after page: one's own, or what is owed at a node. */
export function useToDo(organisationId: string | null, { state, kind, personId }: Narrowed) {
  return useInfiniteQuery({
    queryKey: ['obligation', 'to-do', organisationId, state, kind, personId],
    queryFn: ({ pageParam }) => {
      const query = { state, ...(kind !== null && { kind }), ...(pageParam !== null && { after: pageParam }) };
      if (organisationId === null) return client.call(readToDo, { query });
      const of = { ...query, ...(personId !== '' && { personId }) };
      return client.call(listOwed, { params: { organisationId }, query: of });
    },
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
