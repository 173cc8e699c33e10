import { newKey } from '@muster/client';
import type { RouteAnswer } from '@muster/contract';
import {
  closeCampaign,
  listLayerChoices,
  listPlaybooks,
  loadPlaybook,
  openBatch,
  putLayer,
  readClosing,
  readPlaybookInForce,
  startCampaign,
} from '@muster/contract/campaign';
import type { RouteCall } from '@muster/contract';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';
import { useProgress, type Told } from '../app/use-progress.ts';

export type LoadedPlaybook = RouteAnswer<typeof listPlaybooks>['playbooks'][number];
export type PlaybookInForce = NonNullable<RouteAnswer<typeof readPlaybookInForce>['playbook']>;
type Starting = RouteCall<typeof startCampaign>['body'];
type Opening = RouteCall<typeof openBatch>['body'];

const playbooksKey = ['campaign', 'playbooks'];

export function usePlaybooks(): UseQueryResult<readonly LoadedPlaybook[]> {
  return useQuery({
    queryKey: playbooksKey,
    queryFn: async () => (await client.call(listPlaybooks, {})).playbooks,
  });
}

export function useLoadPlaybook(
  organisationId: string,
  done: () => void,
): UseMutationResult<RouteAnswer<typeof loadPlaybook>, Error, string> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (yaml: string) => client.call(loadPlaybook, { params: { organisationId }, body: { yaml } }),
    onSuccess: () => {
      done();
      return cache.invalidateQueries({ queryKey: playbooksKey });
    },
  });
}

export function useStartCampaign(organisationId: string): UseMutationResult<{ id: string }, Error, Starting> {
  const cache = useQueryClient();
  const { key, done } = useIntention();
  return useMutation({
    mutationFn: (body: Starting) =>
      client.call(startCampaign, { params: { organisationId }, body }, { key: key(body) }),
    onSuccess: async () => {
      done();
      await cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' });
    },
  });
}

export function useOpenBatch(
  campaignId: string,
): Told<UseMutationResult<RouteAnswer<typeof openBatch>, Error, Opening>> {
  const cache = useQueryClient();
  const [progress] = useState(newKey);
  const sending = useMutation({
    mutationFn: (body: Opening) => client.call(openBatch, { params: { campaignId }, body }, { progress }),
    onSuccess: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' }),
  });
  return { ...sending, standing: useProgress(progress, sending.isPending) };
}

export type Closing = RouteAnswer<typeof readClosing>;

/** What closing would leave undone. */
export function useClosing(campaignId: string): UseQueryResult<Closing> {
  return useQuery({
    queryKey: ['campaign', 'closing', campaignId],
    queryFn: () => client.call(readClosing, { params: { campaignId } }),
  });
}

export function useCloseCampaign(
  campaignId: string,
): UseMutationResult<{ id: string }, Error, RouteCall<typeof closeCampaign>['body']> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RouteCall<typeof closeCampaign>['body']) =>
      client.call(closeCampaign, { params: { campaignId }, body }),
    // Refused because others have finished meanwhile, it shows the figures of now.
    onSettled: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' }),
  });
}

export function usePlaybookInForce(organisationId: string): UseQueryResult<PlaybookInForce | null> {
  return useQuery({
    queryKey: ['campaign', 'in-force', organisationId],
    queryFn: async () => (await client.call(readPlaybookInForce, { params: { organisationId } })).playbook,
  });
}

export type LayerChoice = RouteAnswer<typeof listLayerChoices>['layers'][number];

/** The layers that were loaded; of those that do not fit here, why not. */
export function useLayerChoices(organisationId: string): UseQueryResult<readonly LayerChoice[]> {
  return useQuery({
    queryKey: ['campaign', 'layer-choices', organisationId],
    queryFn: async () => (await client.call(listLayerChoices, { params: { organisationId } })).layers,
  });
}

export function usePutLayer(
  organisationId: string,
): UseMutationResult<{ id: string }, Error, RouteCall<typeof putLayer>['body']> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RouteCall<typeof putLayer>['body']) =>
      client.call(putLayer, { params: { organisationId }, body }),
    onSuccess: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' }),
  });
}
