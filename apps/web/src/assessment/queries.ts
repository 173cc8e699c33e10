import type { RouteAnswer } from '@muster/contract';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import type { Papers } from '@muster/core/assessment';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type Assessment = RouteAnswer<typeof readAssessment>['assessment'];

/** Page after page; what is said of the unit besides stands on the first. */
export function useAssessments(unitId: string) {
  return useInfiniteQuery({
    queryKey: ['assessment', 'of', unitId],
    queryFn: ({ pageParam }) =>
      client.call(listAssessments, {
        params: { organisationId: unitId },
        query: pageParam === null ? {} : { after: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

/** Asked again while one waits for the other teller or for the team. */
export function useAssessment(assessmentId: string): UseQueryResult<Assessment> {
  return useQuery({
    queryKey: ['assessment', 'one', assessmentId],
    queryFn: async () => (await client.call(readAssessment, { params: { assessmentId } })).assessment,
    refetchInterval: ({ state }) => (state.data?.state === 'confirmed' ? false : 20_000),
  });
}

/** `done` is called even when what comes of it takes the form off the page. */
export function useOpen(
  unitId: string,
  done: (opened: { id: string }) => void,
): UseMutationResult<{ id: string }, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (heldOn) => client.call(openAssessment, { params: { unitId }, body: { heldOn } }),
    onSuccess: (opened) => {
      done(opened);
      return settle();
    },
  });
}

export function useEnterCount(assessmentId: string, done: () => void): UseMutationResult<unknown, Error, Papers> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (papers) => client.call(enterCount, { params: { assessmentId }, body: papers }),
    onSuccess: done,
    onSettled: settle,
  });
}

export function useConfirm(assessmentId: string): UseMutationResult<unknown, Error, void> {
  const settle = useSettle();
  return useMutation({
    mutationFn: () => client.call(confirmAssessment, { params: { assessmentId } }),
    onSettled: settle,
  });
}

export function useReport(assessmentId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (note) =>
      client.call(reportAssessment, { params: { assessmentId }, body: note === '' ? {} : { note } }),
    onSettled: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['assessment', 'gate', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
