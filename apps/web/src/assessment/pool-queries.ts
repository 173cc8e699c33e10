import type { RouteAnswer } from '@muster/contract';
import { endPool, formPool, listPools } from '@muster/contract/assessment';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Pools = RouteAnswer<typeof listPools>;
export type Pool = Pools['pools'][number];

export function usePools(organisationId: string): UseQueryResult<Pools> {
  return useQuery({
    queryKey: ['assessment', 'pools', organisationId],
    queryFn: () => client.call(listPools, { params: { organisationId } }),
  });
}

export function useFormPool(organisationId: string): UseMutationResult<unknown, Error, readonly string[]> {
  return useSettled((unitIds) =>
    client.call(formPool, { params: { organisationId }, body: { unitIds: [...unitIds] } }),
  );
}

export function useEndPool(poolId: string): UseMutationResult<unknown, Error, string> {
  return useSettled((reason) => client.call(endPool, { params: { poolId }, body: { reason } }));
}

function useSettled<Input>(send: (input: Input) => Promise<unknown>): UseMutationResult<unknown, Error, Input> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(['assessment', 'gate', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] }))),
  });
}
