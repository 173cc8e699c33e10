import type { RouteAnswer } from '@muster/contract';
import { listChildren, listRoots, readOrganisation } from '@muster/contract/organisation';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
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

export async function childrenOf(organisationId: string): Promise<readonly OrganisationNode[]> {
  return (await client.call(listChildren, { params: { organisationId } })).nodes;
}

export function useOrganisation(organisationId: string): UseQueryResult<Organisation> {
  return useQuery({
    queryKey: ['organisation', 'one', organisationId],
    queryFn: () => client.call(readOrganisation, { params: { organisationId } }),
  });
}
