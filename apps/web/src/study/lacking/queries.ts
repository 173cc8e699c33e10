import type { RouteAnswer } from '@muster/contract';
import { listUnread, readLacking, readLackingAt } from '@muster/contract/study';
import { useInfiniteQuery, useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type Lacking = RouteAnswer<typeof readLacking>['stages'][number];

// A tick changes what is read, and so these.
const key = ['study', 'readings', 'lacking'] as const;

export function useLacking(personId: string): UseQueryResult<readonly Lacking[]> {
  return useQuery({
    queryKey: [...key, 'person', personId],
    queryFn: async () => (await client.call(readLacking, { params: { personId } })).stages,
  });
}

export function useLackingAt(organisationId: string): UseQueryResult<RouteAnswer<typeof readLackingAt>> {
  return useQuery({
    queryKey: [...key, 'at', organisationId],
    queryFn: () => client.call(readLackingAt, { params: { organisationId } }),
  });
}

export type UnreadPage = RouteAnswer<typeof listUnread>;

export function useUnread(organisationId: string, stage: string): UseInfiniteQueryResult<readonly UnreadPage[]> {
  return useInfiniteQuery({
    queryKey: [...key, 'names', organisationId, stage],
    queryFn: ({ pageParam }) =>
      client.call(listUnread, {
        params: { organisationId },
        query: { limit: 50, ...(stage !== '' && { stage }), ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}
