import type { RouteAnswer } from '@muster/contract';
import { listEntries } from '@muster/contract/ledger';
import { useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Entry = RouteAnswer<typeof listEntries>['entries'][number];

export function useEntries(organisationId: string): UseInfiniteQueryResult<readonly Entry[]> {
  return useInfiniteQuery({
    queryKey: ['ledger', 'of', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listEntries, {
        params: { organisationId },
        query: { limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.entries),
  });
}
