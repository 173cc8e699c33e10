import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  listCounted,
  listDifferences,
  listUnitClasses,
  readReconciliation,
  stateClaims,
  voidClaim,
} from '@muster/contract/organisation';
import {
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type Reconciliation = RouteAnswer<typeof readReconciliation>;
export type Measured = Reconciliation['measures'][number];
export type Statement = Measured['statements'][number];
export type Breakdown = Statement['breakdowns'][number];
export type Line = Breakdown['lines'][number];
export type Differences = RouteAnswer<typeof listDifferences>;
export type Claim = Reconciliation['earlier'][number];
export type UnitClasses = RouteAnswer<typeof listUnitClasses>;
export type CountedQuery = NonNullable<RouteCall<typeof listCounted>['query']>;
export type CountedPage = RouteAnswer<typeof listCounted>;

const claimsKey = ['organisation', 'claims'];

export function useReconciliation(organisationId: string): UseQueryResult<Reconciliation> {
  return useQuery({
    queryKey: [...claimsKey, organisationId],
    queryFn: () => client.call(readReconciliation, { params: { organisationId } }),
  });
}

/** Which stated totals at and beneath a node are not what is counted; asked anew each time, since an import came before. */
export function useDifferences(organisationId: string): UseQueryResult<Differences> {
  return useQuery({
    queryKey: [...claimsKey, organisationId, 'differences'],
    queryFn: () => client.call(listDifferences, { params: { organisationId }, query: { limit: 200 } }),
    refetchOnMount: 'always',
  });
}

export function useCounted(organisationId: string, query: CountedQuery): UseQueryResult<CountedPage> {
  return useQuery({
    queryKey: ['organisation', 'counted', organisationId, query],
    queryFn: () => client.call(listCounted, { params: { organisationId }, query }),
    placeholderData: keepPreviousData,
  });
}

export const unitClassesKey = ['organisation', 'classes'];

export function useUnitClasses(): UseQueryResult<UnitClasses> {
  return useQuery({ queryKey: unitClassesKey, queryFn: () => client.call(listUnitClasses, {}) });
}

type Stating = RouteCall<typeof stateClaims>['body'];

export function useStateClaims(
  organisationId: string,
  done: () => void,
): UseMutationResult<{ stated: number }, Error, Stating> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Stating) => client.call(stateClaims, { params: { organisationId }, body }),
    onSuccess: () => {
      done();
      return queries.invalidateQueries({ queryKey: claimsKey });
    },
  });
}

export function useVoidClaim(): UseMutationResult<{ id: string }, Error, { claimId: string; reason: string }> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ claimId, reason }) => client.call(voidClaim, { params: { claimId }, body: { reason } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: claimsKey }),
  });
}
