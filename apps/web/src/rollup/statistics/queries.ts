import type { RouteAnswer } from '@muster/contract';
import { readStatistics } from '@muster/contract/rollup';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { batchQuery, useBatch } from '../batch.ts';

export type Statistics = RouteAnswer<typeof readStatistics>;

export function useStatistics(organisationId: string): UseQueryResult<Statistics> {
  const batch = useBatch();
  return useQuery({
    queryKey: ['rollup', 'statistics', organisationId, batch],
    queryFn: () => client.call(readStatistics, { params: { organisationId }, query: batchQuery(batch) }),
  });
}
