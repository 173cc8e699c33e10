import type { RouteAnswer } from '@muster/contract';
import { readBurdenAsked } from '@muster/contract/obligation';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type BurdenAsked = RouteAnswer<typeof readBurdenAsked>;

export function useBurdenAsked(
  organisationId: string,
  query: { readonly from?: string; readonly to?: string },
): UseQueryResult<BurdenAsked> {
  return useQuery({
    queryKey: ['obligation', 'burden-asked', organisationId, query],
    queryFn: () => client.call(readBurdenAsked, { params: { organisationId }, query }),
    placeholderData: keepPreviousData,
  });
}
