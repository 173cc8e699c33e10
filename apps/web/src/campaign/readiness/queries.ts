import type { RouteAnswer, RouteCall } from '@muster/contract';
import { previewBatchReadiness, readBatchReadiness, sayReady, takeBackReady } from '@muster/contract/campaign';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type BatchReadiness = RouteAnswer<typeof readBatchReadiness>;
export type ReadinessItem = BatchReadiness['items'][number];
export type ReadinessFigure = ReadinessItem['figures'][number];

export function useBatchReadiness(batchId: string): UseQueryResult<BatchReadiness> {
  return useQuery({
    queryKey: ['campaign', 'readiness', batchId],
    queryFn: () => client.call(readBatchReadiness, { params: { batchId } }),
  });
}

/** Of a batch that nobody has planned, for everything beneath a node. */
export function useReadinessAhead(
  campaignId: string,
  organisationId: string,
): UseQueryResult<RouteAnswer<typeof previewBatchReadiness>> {
  return useQuery({
    queryKey: ['campaign', 'readiness', campaignId, organisationId],
    queryFn: () => client.call(previewBatchReadiness, { params: { campaignId, organisationId } }),
  });
}

export function useSayReady(
  batchId: string,
  done: () => void,
): UseMutationResult<unknown, Error, RouteCall<typeof sayReady>['body']> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(sayReady, { params: { batchId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useTakeBackReady(
  wordId: string,
): UseMutationResult<unknown, Error, RouteCall<typeof takeBackReady>['body']> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(takeBackReady, { params: { wordId }, body }),
    onSuccess: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => cache.invalidateQueries({ queryKey: ['campaign', 'readiness'] });
}
