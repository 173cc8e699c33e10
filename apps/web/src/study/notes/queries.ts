import type { RouteAnswer, RouteInput } from '@muster/contract';
import { handInNote, listNotes, readNotes, returnNote } from '@muster/contract/study';
import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseInfiniteQueryResult,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';

export type Notes = RouteAnswer<typeof readNotes>;
export type Note = Notes['notes'][number];
type OfBranch = RouteAnswer<typeof listNotes>;
export type NoteOfBranch = OfBranch['notes'][number];

export function useNotes(personId: string): UseQueryResult<Notes> {
  return useQuery({
    queryKey: ['study', 'notes', 'person', personId],
    queryFn: () => client.call(readNotes, { params: { personId } }),
  });
}

export function useNotesOfBranch(branchId: string): UseInfiniteQueryResult<readonly OfBranch[]> {
  return useInfiniteQuery({
    queryKey: ['study', 'notes', 'branch', branchId],
    queryFn: ({ pageParam }) =>
      client.call(listNotes, {
        params: { branchId },
        query: { limit: 50, ...(pageParam !== '' && { after: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages,
  });
}

type Written = RouteInput<typeof handInNote>['body'];

export function useHandInNote(personId: string, done: () => void): UseMutationResult<unknown, Error, Written> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (body) => client.call(handInNote, { params: { personId }, body }, { key: intention.key(body) }),
    onSuccess: () => {
      intention.done();
      done();
      return settle();
    },
  });
}

export function useReturnNote(noteId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason) => client.call(returnNote, { params: { noteId }, body: { reason } }),
    onSuccess: settle,
  });
}

/** Notes, and what is owed again. */
export function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () =>
    Promise.all(
      ['study', 'obligation', 'rollup', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })),
    );
}
