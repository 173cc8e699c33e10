import { newKey } from '@muster/client';
import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  changeBatchPlan,
  extendStage,
  listBatches,
  listCoverage,
  openPlannedBatch,
  planBatch,
  previewExtension,
  readCoverage,
} from '@muster/contract/campaign';
import { listUnitClasses } from '@muster/contract/organisation';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';
import { useProgress, type Told } from '../../app/use-progress.ts';

export type Batch = RouteAnswer<typeof listBatches>['batches'][number];
export type Coverage = RouteAnswer<typeof readCoverage>;
export type CoveredUnit = RouteAnswer<typeof listCoverage>['units'][number];
export type CoverageState = CoveredUnit['state'];
export type BatchPlan = RouteCall<typeof planBatch>['body'];
export type Extension = RouteCall<typeof extendStage>['body'];
export type ExtensionPreview = RouteAnswer<typeof previewExtension>;
export type UnitClasses = Pick<RouteAnswer<typeof listUnitClasses>, 'classes' | 'used'>;

export function useBatches(campaignId: string): UseQueryResult<readonly Batch[]> {
  return useQuery({
    queryKey: ['campaign', 'batches', campaignId],
    queryFn: async () => (await client.call(listBatches, { params: { campaignId } })).batches,
  });
}

export function useUnitClassList(): UseQueryResult<UnitClasses> {
  return useQuery({
    queryKey: ['organisation', 'unit-classes', 'list'],
    queryFn: () => client.call(listUnitClasses, {}),
  });
}

export function useCoverage(campaignId: string, organisationId: string): UseQueryResult<Coverage> {
  return useQuery({
    queryKey: ['campaign', 'coverage', campaignId, organisationId],
    queryFn: () => client.call(readCoverage, { params: { campaignId, organisationId } }),
  });
}

export type CoverageFilter = {
  readonly state: CoverageState | null;
  readonly batch: string | null;
  readonly unitClass: string | null;
};

/** The filter as the list is asked by it. */
export function queryOf({ state, batch, unitClass }: CoverageFilter) {
  return {
    ...(state !== null && { state }),
    ...(batch !== null && { batch }),
    ...(unitClass !== null && { class: unitClass }),
  };
}

export function useCoveredUnits(campaignId: string, organisationId: string, filter: CoverageFilter) {
  return useInfiniteQuery({
    queryKey: ['campaign', 'coverage', campaignId, organisationId, filter],
    queryFn: ({ pageParam }) =>
      client.call(listCoverage, {
        params: { campaignId, organisationId },
        query: {
          ...queryOf(filter),
          ...(pageParam !== null && { after: pageParam }),
        },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

export function usePlanBatch(
  campaignId: string,
  batch: { readonly id: string; readonly revision: number } | null,
  done: () => void,
): UseMutationResult<unknown, Error, BatchPlan> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) =>
      batch === null
        ? client.call(planBatch, { params: { campaignId }, body })
        : client.call(changeBatchPlan, {
            params: { batchId: batch.id },
            body: { ...body, revision: batch.revision },
          }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useOpenPlanned(
  { id: batchId, revision }: Pick<Batch, 'id' | 'revision'>,
  done: () => void,
): Told<UseMutationResult<RouteAnswer<typeof openPlannedBatch>, Error, string | null>> {
  const settle = useSettle();
  const [progress] = useState(newKey);
  const sending = useMutation({
    mutationFn: (reason: string | null) =>
      client.call(openPlannedBatch, { params: { batchId }, body: { revision, reason } }, { progress }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
  return { ...sending, standing: useProgress(progress, sending.isPending) };
}

/** A planned batch with one more rule: it names this unit. */
export function useNameUnit(): UseMutationResult<unknown, Error, { readonly batch: Batch; readonly unitId: string }> {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ batch, unitId }) =>
      client.call(changeBatchPlan, {
        params: { batchId: batch.id },
        body: {
          number: batch.number,
          title: batch.title,
          revision: batch.revision,
          stages: batch.stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn })),
          rules: [...rulesOf(batch), { organisationId: unitId, classCode: null }],
        },
      }),
    onSuccess: settle,
  });
}

export function rulesOf({ rules }: Batch): BatchPlan['rules'] {
  return rules.map(({ node, unitClass }) => ({ organisationId: node.id, classCode: unitClass?.code ?? null }));
}

export function useExtensionPreview(
  batchId: string,
  organisationId: string,
  stage: string,
): UseQueryResult<ExtensionPreview> {
  return useQuery({
    queryKey: ['campaign', 'extension', batchId, organisationId, stage],
    queryFn: () => client.call(previewExtension, { params: { batchId, organisationId }, query: { stage } }),
    enabled: stage !== '',
  });
}

export function useExtend(
  batchId: string,
  done: () => void,
): UseMutationResult<RouteAnswer<typeof extendStage>, Error, Extension> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) => client.call(extendStage, { params: { batchId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

/** Batches reach everything but the session. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' });
}
