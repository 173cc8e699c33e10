import type { RouteAnswer } from '@muster/contract';
import { listMembers } from '@muster/contract/roster';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type MembersPage = RouteAnswer<typeof listMembers>;
export type Member = MembersPage['members'][number];

/** Those of one standing, or of one category. */
export type OnlyMembers = { readonly standing?: Member['standing']; readonly category?: string };

const pageLength = 50;

/** One page of the roster at and beneath a node; `after` is the cursor that the page before it gave. */
export function useMembers(
  organisationId: string,
  after: string | null,
  only: OnlyMembers = {},
): UseQueryResult<MembersPage> {
  return useQuery({
    queryKey: ['roster', 'members', organisationId, after, only],
    queryFn: () =>
      client.call(listMembers, {
        params: { organisationId },
        query: { ...only, limit: pageLength, ...(after !== null && { after }) },
      }),
    placeholderData: keepPreviousData,
  });
}

/** Everybody at and beneath a node, a page of 200 at a time, for choosing several of them. */
export function useRoster(organisationId: string): UseInfiniteQueryResult<InfiniteData<MembersPage>> {
  return useInfiniteQuery({
    queryKey: ['roster', 'whole', organisationId],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      client.call(listMembers, {
        params: { organisationId },
        query: { limit: 200, ...(pageParam !== '' && { after: pageParam }) },
      }),
    getNextPageParam: ({ next }) => next,
  });
}
