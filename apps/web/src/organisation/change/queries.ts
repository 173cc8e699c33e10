import type { Route, RouteAnswer, RouteCall } from '@muster/contract';
import { listChildrenOn, listRemedies, readChangeEffects, readOrganisationRecord } from '@muster/contract/organisation';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

export type OrganisationRecord = RouteAnswer<typeof readOrganisationRecord>;
export type Effects = RouteAnswer<typeof readChangeEffects>;
export type Remedies = RouteAnswer<typeof listRemedies>;
export type Remedy = OrganisationRecord['remedies'][number];
export type NodeThen = RouteAnswer<typeof listChildrenOn>['nodes'][number];

const key = ['organisation', 'changes'];

export function useRecord(organisationId: string): UseQueryResult<OrganisationRecord> {
  return useQuery({
    queryKey: [...key, organisationId],
    queryFn: () => client.call(readOrganisationRecord, { params: { organisationId } }),
  });
}

export function useEffects(organisationId: string | null): UseQueryResult<Effects> {
  return useQuery({
    queryKey: [...key, organisationId, 'effects'],
    queryFn: () => client.call(readChangeEffects, { params: { organisationId: organisationId ?? '' } }),
    enabled: organisationId !== null,
  });
}

export function useRemedies(organisationId: string) {
  return useInfiniteQuery({
    queryKey: [...key, organisationId, 'remedies'],
    queryFn: ({ pageParam }) =>
      client.call(listRemedies, {
        params: { organisationId },
        query: pageParam === null ? {} : { after: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useChildrenOn(organisationId: string, on: string | null): UseQueryResult<readonly NodeThen[]> {
  return useQuery({
    queryKey: [...key, organisationId, 'children', on],
    queryFn: async () => (await client.call(listChildrenOn, { params: { organisationId, on: on ?? '' } })).nodes,
    enabled: on !== null,
  });
}

/** What changes with an organisation: the trees, figures, rolls, authority, records; all of it is asked again. */
export function useChange<R extends Route>(
  route: R,
  done: () => void = () => undefined,
): UseMutationResult<RouteAnswer<R>, Error, RouteCall<R>> {
  const cache = useQueryClient();
  const intention = useIntention();
  return useMutation({
    mutationFn: (call: RouteCall<R>) => client.call(route, call, { key: intention.key(call) }),
    onSuccess: async () => {
      intention.done();
      done();
      await cache.invalidateQueries();
    },
  });
}
