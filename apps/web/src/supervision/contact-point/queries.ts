import type { RouteAnswer } from '@muster/contract';
import {
  endContactPoint,
  listGuests,
  listLeaders,
  nameContactPoint,
  noteGuest,
  readLeadership,
  recordVisit,
  withdrawVisit,
} from '@muster/contract/supervision';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

export type Leaders = RouteAnswer<typeof listLeaders>;
export type Leader = Leaders['leaders'][number];
export type Leadership = RouteAnswer<typeof readLeadership>;
export type Guests = RouteAnswer<typeof listGuests>;
export type Visit = Guests['guests'][number];

export function useLeaders(organisationId: string, show: 'all' | 'gaps'): UseInfiniteQueryResult<readonly Leaders[]> {
  return useInfiniteQuery({
    queryKey: ['supervision', 'leaders', organisationId, show],
    queryFn: ({ pageParam }) =>
      client.call(listLeaders, {
        params: { organisationId },
        query: { show, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

export function useLeadership(personId: string): UseQueryResult<Leadership> {
  return useQuery({
    queryKey: ['supervision', 'leadership', personId],
    queryFn: () => client.call(readLeadership, { params: { personId } }),
  });
}

export function useGuests(activityId: string): UseQueryResult<Guests> {
  return useQuery({
    queryKey: ['supervision', 'guests', activityId],
    queryFn: () => client.call(listGuests, { params: { activityId } }),
  });
}

type Named = { readonly organisationId: string; readonly personId: string; readonly fromOn: string };

export function useNameContactPoint(done: () => void): UseMutationResult<unknown, Error, Named> {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ organisationId, ...body }) => client.call(nameContactPoint, { params: { organisationId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useEndContactPoint(contactPointId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (on) => client.call(endContactPoint, { params: { contactPointId }, body: { on } }),
    onSuccess: settle,
  });
}

type Guest = { readonly contactPointId: string; readonly lateReason: string | null };

export function useNoteGuest(activityId: string, done: () => void): UseMutationResult<unknown, Error, Guest> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(noteGuest, { params: { activityId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export type VisitTyped = {
  readonly contactPointId: string;
  readonly kind: 'guided' | 'solved';
  readonly on: string;
  readonly note: string;
  readonly lateReason: string | null;
};

export function useRecordVisit(done: () => void): UseMutationResult<unknown, Error, VisitTyped> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (typed) => {
      const { contactPointId, ...body } = typed;
      return client.call(recordVisit, { params: { contactPointId }, body }, { key: intention.key(typed) });
    },
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export function useWithdrawVisit(visitId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(withdrawVisit, { params: { visitId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** Who may be named as a lecturer changes with the guests. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(['supervision', 'study', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
