import type { RouteAnswer, RouteInput } from '@muster/contract';
import { listMakeUps, recordMakeUp, recordMakeUps, voidMakeUp } from '@muster/contract/study';
import {
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

type MakeUps = RouteAnswer<typeof listMakeUps>;
export type MakeUp = MakeUps['makeUps'][number];
type Found = Omit<MakeUps, 'next'>;

export function useMakeUps(branchId: string, state: 'open' | 'made'): UseInfiniteQueryResult<Found> {
  return useInfiniteQuery({
    queryKey: ['study', 'make-ups', branchId, state],
    queryFn: ({ pageParam }) =>
      client.call(listMakeUps, {
        params: { branchId },
        query: { state, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }): Found => {
      const [first] = pages;
      const makeUps = pages.flatMap((page) => page.makeUps);
      return { open: 0, made: 0, modes: [], mayRecord: false, ...first, makeUps };
    },
  });
}

export type SentMakeUp = { readonly key: string; readonly body: RouteInput<typeof recordMakeUp>['body'] };

export function useRecordMakeUp(obligationId: string, done: () => void): UseMutationResult<unknown, Error, SentMakeUp> {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ key, body }) => client.call(recordMakeUp, { params: { obligationId }, body }, { key }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

type ManyMakeUps = RouteInput<typeof recordMakeUps>['body']['makeUps'];

/** All of them or none. */
export function useRecordMakeUps(done: () => void): UseMutationResult<unknown, Error, ManyMakeUps> {
  const intention = useIntention();
  const settle = useSettle();
  return useMutation({
    mutationFn: (makeUps) => client.call(recordMakeUps, { body: { makeUps } }, { key: intention.key(makeUps) }),
    onSuccess: () => {
      intention.done();
      done();
    },
    onSettled: settle,
  });
}

export function useVoidMakeUp(makeUpId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(voidMakeUp, { params: { makeUpId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** Hours, what is owed, what the gate lacks, records. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  const moved = ['study', 'obligation', 'gate', 'roster', 'rollup', 'ledger'];
  return () => Promise.all(moved.map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
