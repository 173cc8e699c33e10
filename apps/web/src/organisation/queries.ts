import type { RouteAnswer } from '@muster/contract';
import { listChildren, listRoots, readOrganisation } from '@muster/contract/organisation';
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type OrganisationNode = RouteAnswer<typeof listRoots>['nodes'][number];
export type Organisation = RouteAnswer<typeof readOrganisation>;

/** Under it each node's children; an import forgets them all. */
export const treeKey = ['organisation', 'tree'];

export function useRoots(): UseQueryResult<readonly OrganisationNode[]> {
  return useQuery({
    queryKey: ['organisation', 'roots'],
    queryFn: async () => (await client.call(listRoots, {})).nodes,
  });
}

/** One page of what stands directly beneath a node. */
export function childrenOf(
  organisationId: string,
  wish: { readonly after?: string; readonly also?: string },
): Promise<RouteAnswer<typeof listChildren>> {
  return client.call(listChildren, { params: { organisationId }, query: wish });
}

/** What stands directly beneath a node, for a choice of places: two hundred at first, and as many again each time more are asked for. */
export function useChildren(organisationId: string) {
  return useInfiniteQuery({
    queryKey: ['organisation', 'children', organisationId],
    queryFn: ({ pageParam }) =>
      client.call(listChildren, {
        params: { organisationId },
        query: { limit: 200, ...(pageParam !== null && { after: pageParam }) },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Not asked where somebody without any office would only be told that it is not for them. */
export function useOrganisation(organisationId: string, mayRead = true): UseQueryResult<Organisation> {
  return useQuery({
    queryKey: ['organisation', 'one', organisationId],
    queryFn: () => client.call(readOrganisation, { params: { organisationId } }),
    enabled: mayRead,
  });
}
