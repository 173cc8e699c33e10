import type { RouteAnswer } from '@muster/contract';
import {
  handInScript,
  listLectures,
  listUnspoken,
  nameLecturer,
  nameSpeakers,
  withdrawLecture,
} from '@muster/contract/study';
import {
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { useIntention } from '../app/intention.ts';

export type Lectures = RouteAnswer<typeof listLectures>;
export type Lecture = Lectures['lectures'][number];
export type Capacity = Lecture['capacity'];

export function useLectures(activityId: string): UseQueryResult<Lectures> {
  return useQuery({
    queryKey: ['study', 'lectures', activityId],
    queryFn: () => client.call(listLectures, { params: { activityId } }),
  });
}

export type Named = { readonly capacity: Capacity; readonly personId?: string; readonly name?: string };

export function useNameLecturer(activityId: string, done: () => void): UseMutationResult<unknown, Error, Named> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) => client.call(nameLecturer, { params: { activityId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export type Unspoken = RouteAnswer<typeof listUnspoken>;

/** Who of a branch or a unit has not spoken yet, as many as one page takes. */
export function useUnspoken(organisationId: string, limit: number): UseQueryResult<Unspoken> {
  return useQuery({
    queryKey: ['study', 'unspoken', organisationId, limit],
    queryFn: () => client.call(listUnspoken, { params: { organisationId }, query: { limit } }),
  });
}

export function useNameSpeakers(
  activityId: string,
  done: () => void,
): UseMutationResult<unknown, Error, readonly string[]> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (personIds) => {
      const body = { personIds: [...personIds] };
      return client.call(nameSpeakers, { params: { activityId }, body }, { key: intention.key(body) });
    },
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export type Script = {
  readonly text: string | null;
  readonly file: { readonly name: string; readonly base64: string } | null;
  readonly isOwn: boolean;
};

export function useHandInScript(lectureId: string, done: () => void): UseMutationResult<unknown, Error, Script> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) => client.call(handInScript, { params: { lectureId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export function useWithdrawLecture(lectureId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(withdrawLecture, { params: { lectureId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** Who spoke changes what is owed. */
function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['study', 'obligation', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
