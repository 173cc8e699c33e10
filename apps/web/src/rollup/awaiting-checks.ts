import { listObligations } from '@muster/contract/obligation';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

/** What was handed in beneath a node and waits to be checked. */
export function useAwaitingChecks(organisationId: string, enabled: boolean): UseQueryResult<number> {
  return useQuery({
    queryKey: ['obligation', 'of', organisationId, 'waiting', 'count'],
    queryFn: async () =>
      (await client.call(listObligations, { params: { organisationId }, query: { state: 'waiting', limit: 1 } })).all,
    enabled,
  });
}
