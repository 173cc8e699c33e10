import type { RouteAnswer } from '@muster/contract';
import { callOffPlan, changePlan, listPlans, planActivity, readPlan } from '@muster/contract/study';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Coming = RouteAnswer<typeof listPlans>;
export type Plan = Coming['plans'][number];

export type SentPlan = {
  readonly kind: string;
  readonly topic: string;
  readonly place?: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Besides what is planned for a part of that time. */
  readonly another?: boolean;
};

export function useComing(organisationId: string): UseQueryResult<Coming> {
  return useQuery({
    queryKey: ['study', 'coming', organisationId],
    queryFn: () => client.call(listPlans, { params: { organisationId } }),
  });
}

/** Not asked for without an id. */
export function usePlan(planId: string): UseQueryResult<Plan> {
  return useQuery({
    queryKey: ['study', 'plan', planId],
    enabled: planId !== '',
    queryFn: async () => (await client.call(readPlan, { params: { planId } })).plan,
  });
}

type NewPlan = {
  readonly key: string;
  readonly branchId: string;
  readonly withBranches: string[];
  readonly plan: SentPlan;
};

export function usePlanActivity(done: () => void): UseMutationResult<unknown, Error, NewPlan> {
  const settle = useSettle(done);
  return useMutation({
    mutationFn: ({ key, branchId, withBranches, plan }) =>
      client.call(planActivity, { params: { branchId }, body: { ...plan, withBranches } }, { key }),
    onSuccess: settle,
  });
}

export function useChangePlan(planId: string, done: () => void): UseMutationResult<unknown, Error, SentPlan> {
  const settle = useSettle(done);
  return useMutation({
    mutationFn: (body) => client.call(changePlan, { params: { planId }, body }),
    onSuccess: settle,
  });
}

export function useCallOff(planId: string, done: () => void): UseMutationResult<unknown, Error, string> {
  const settle = useSettle(done);
  return useMutation({
    mutationFn: (reason) => client.call(callOffPlan, { params: { planId }, body: { reason } }),
    onSuccess: settle,
  });
}

function useSettle(done: () => void): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => {
    done();
    return Promise.all(['study', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
  };
}
