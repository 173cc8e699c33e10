import type { RouteAnswer } from '@muster/contract';
import { listChanges, markVisit } from '@muster/contract/supervision';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Changes = RouteAnswer<typeof listChanges>;
export type Topic = Changes['topics'][number]['topic'];

/** The page is looked at; said again when it is opened anew, so that the visit goes on. */
function useVisit() {
  return useQuery({
    queryKey: ['supervision', 'visit'],
    queryFn: () => client.call(markVisit, {}),
    staleTime: 60_000,
  });
}

/** What others did since the visit before this one, once this one is known. */
export function useChanges(topic: Topic | null) {
  const { data: visit } = useVisit();
  return useInfiniteQuery({
    queryKey: ['supervision', 'changes', visit?.since, topic],
    queryFn: ({ pageParam }) =>
      client.call(listChanges, {
        query: { limit: 10, ...(topic !== null && { topic }), ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: visit !== undefined,
  });
}
