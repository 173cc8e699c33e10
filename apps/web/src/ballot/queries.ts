import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  announcePoll,
  type closeDraw,
  type closePoll,
  endPoll,
  listPolls,
  printSlips,
  type publishPoll,
  readOwnShare,
} from '@muster/contract/ballot';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Polls = RouteAnswer<typeof listPolls>;
export type Poll = Polls['polls'][number];
export type Wish = RouteCall<typeof announcePoll>['body'];
export type HolderRole = Poll['holders'][number]['role'];
export type Slips = RouteAnswer<typeof printSlips>;

/** Asked again while one waits for those who draw and cast, and for the clock. */
export function usePolls(unitId: string): UseQueryResult<Polls> {
  return useQuery({
    queryKey: ['ballot', 'of', unitId],
    queryFn: () => client.call(listPolls, { params: { unitId } }),
    refetchInterval: 10_000,
  });
}

/** To whom holds a share, with or without sight of the unit. */
export function useOwnShare(pollId: string): UseQueryResult<RouteAnswer<typeof readOwnShare>> {
  return useQuery({
    queryKey: ['ballot', 'share', pollId],
    queryFn: () => client.call(readOwnShare, { params: { pollId } }),
    refetchInterval: 10_000,
  });
}

export function useAnnounce(unitId: string): UseMutationResult<unknown, Error, Wish> {
  return useChange((body) => client.call(announcePoll, { params: { unitId }, body }));
}

/** What is asked of a poll without a word more. */
export function useStep(
  route: typeof closeDraw | typeof closePoll | typeof publishPoll,
  pollId: string,
): UseMutationResult<unknown, Error, void> {
  return useChange(() => client.call(route, { params: { pollId } }));
}

export function useEnd(pollId: string): UseMutationResult<unknown, Error, RouteCall<typeof endPoll>['body']> {
  return useChange((body) => client.call(endPoll, { params: { pollId }, body }));
}

/** Kept nowhere: whoever leaves the page and comes back prints again. */
export function usePrintSlips(pollId: string): UseMutationResult<Slips, Error, void> {
  return useMutation({ mutationFn: () => client.call(printSlips, { params: { pollId } }), gcTime: 0 });
}

export function useChange<Input>(send: (input: Input) => Promise<unknown>): UseMutationResult<unknown, Error, Input> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        ['ballot', 'assessment', 'gate', 'rollup', 'ledger'].map((slice) =>
          cache.invalidateQueries({ queryKey: [slice] }),
        ),
      ),
  });
}
