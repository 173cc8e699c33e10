import type { RouteAnswer, RouteCall } from '@muster/contract';
import {
  askForDates,
  changeTrack,
  decideDateRequest,
  listDateRequests,
  planStages,
  readUnitDates,
} from '@muster/contract/campaign';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { dateRequestsKey } from '../../app/awaiting.ts';

export type UnitDates = RouteAnswer<typeof readUnitDates>;
export type DatedStage = UnitDates['stages'][number];
export type DateRequest = RouteAnswer<typeof listDateRequests>['requests'][number];
type Wish = RouteCall<typeof planStages>['body']['stages'];

export function useUnitDates(unitId: string): UseQueryResult<UnitDates> {
  return useQuery({
    queryKey: ['campaign', 'dates', unitId],
    queryFn: () => client.call(readUnitDates, { params: { unitId } }),
  });
}

export function usePlanStages(unitId: string, done: () => void): UseMutationResult<unknown, Error, Wish> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (stages) => client.call(planStages, { params: { unitId }, body: { stages } }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useAskForDates(
  unitId: string,
  done: () => void,
): UseMutationResult<unknown, Error, { readonly stages: Wish; readonly reason: string }> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(askForDates, { params: { unitId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useDateRequests(awaiting: 'me' | 'others') {
  return useInfiniteQuery({
    queryKey: [...dateRequestsKey, awaiting],
    queryFn: ({ pageParam }) =>
      client.call(listDateRequests, { query: { awaiting, ...(pageParam !== null && { after: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

export type Decision = RouteCall<typeof decideDateRequest>['body'];

export function useDecideDates(requestId: string, done: () => void): UseMutationResult<unknown, Error, Decision> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(decideDateRequest, { params: { requestId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useChangeTrack(
  unitId: string,
  done: () => void,
): UseMutationResult<unknown, Error, { readonly track: string; readonly reason: string }> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(changeTrack, { params: { unitId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

/** Dates are shown at the gate, in what is owed and in the overview. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['campaign', 'gate', 'obligation', 'rollup', 'ledger'].map((slice) =>
        cache.invalidateQueries({ queryKey: [slice] }),
      ),
    );
}
