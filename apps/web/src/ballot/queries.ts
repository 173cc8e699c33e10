import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  announcePoll,
  type closeDraw,
  type closePoll,
  endPoll,
  listOwnPolls,
  listPolls,
  printSlips,
  type publishPoll,
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
export type OwnPolls = RouteAnswer<typeof listOwnPolls>;
export type OwnPoll = OwnPolls['polls'][number];
export type Wish = RouteCall<typeof announcePoll>['body'];
export type HolderRole = Poll['holders'][number]['role'];
export type Slips = RouteAnswer<typeof printSlips>;

/** From which a poll does not go on. */
export const ended: ReadonlySet<Poll['state']> = new Set(['counted', 'void', 'cancelled']);

/** Asked again while one waits for those who draw and cast, and for the clock. */
export function usePolls(unitId: string): UseQueryResult<Polls> {
  return useQuery({
    queryKey: ['ballot', 'of', unitId],
    queryFn: () => client.call(listPolls, { params: { unitId } }),
    refetchInterval: 10_000,
  });
}

/** What polls ask of oneself, with or without sight of their units; asked again, for a draw in a meeting begins while one waits. */
export function useOwnPolls(): UseQueryResult<OwnPolls> {
  return useQuery({
    queryKey: ['ballot', 'own'],
    queryFn: () => client.call(listOwnPolls, {}),
    refetchInterval: (query) => (query.state.data?.polls.some(({ state }) => !ended.has(state)) ? 10_000 : false),
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
