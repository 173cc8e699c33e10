import type { RouteAnswer } from '@muster/contract';
import { listBurdens } from '@muster/contract/opinion';
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type BurdensPage = RouteAnswer<typeof listBurdens>;
export type BurdenReport = BurdensPage['reports'][number];

export function useBurdens(organisationId: string): UseInfiniteQueryResult<InfiniteData<BurdensPage>> {
  return useInfiniteQuery({
    queryKey: ['opinion', 'burdens', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listBurdens, {
        params: { organisationId },
        query: pageParam === null ? { limit: 50 } : { limit: 50, after: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
}
