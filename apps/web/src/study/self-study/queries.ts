import type { RouteAnswer, RouteInput } from '@muster/contract';
import { logSelfStudy, readStudyApart, voidSelfStudy } from '@muster/contract/study';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';

export type StudyApart = RouteAnswer<typeof readStudyApart>;

export function useStudyApart(personId: string): UseQueryResult<StudyApart> {
  return useQuery({
    queryKey: ['study', 'apart', personId],
    queryFn: () => client.call(readStudyApart, { params: { personId } }),
  });
}

type SentEntry = { readonly key: string; readonly body: RouteInput<typeof logSelfStudy>['body'] };

export function useLogSelfStudy(personId: string, done: () => void): UseMutationResult<unknown, Error, SentEntry> {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ key, body }) => client.call(logSelfStudy, { params: { personId }, body }, { key }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useVoidSelfStudy(personId: string, entryId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(voidSelfStudy, { params: { personId, entryId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** The log, the hours, what the gate lacks, records. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  const moved = ['study', 'gate', 'roster', 'rollup', 'ledger'];
  return () => Promise.all(moved.map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
