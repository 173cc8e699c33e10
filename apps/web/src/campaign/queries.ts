import type { RouteAnswer } from '@muster/contract';
import { listPlaybooks, loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import type { RouteCall } from '@muster/contract';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';

export type LoadedPlaybook = RouteAnswer<typeof listPlaybooks>['playbooks'][number];
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
): UseMutationResult<RouteAnswer<typeof loadPlaybook>, Error, string> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (yaml: string) => client.call(loadPlaybook, { params: { organisationId }, body: { yaml } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: playbooksKey }),
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

export function useOpenBatch(campaignId: string): UseMutationResult<RouteAnswer<typeof openBatch>, Error, Opening> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: Opening) => client.call(openBatch, { params: { campaignId }, body }),
    onSuccess: () => cache.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' }),
  });
}
