import type { RouteAnswer } from '@muster/contract';
import { checkNote, drawNotes, readNoteDraws } from '@muster/contract/study';
import { useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../../app/client.ts';
import { useIntention } from '../../app/intention.ts';
import { useSettle } from './queries.ts';

export type NoteDraws = RouteAnswer<typeof readNoteDraws>;
export type NoteDraw = NoteDraws['draws'][number];

export function useNoteDraws(unitId: string): UseQueryResult<NoteDraws> {
  return useQuery({
    queryKey: ['study', 'notes', 'draws', unitId],
    queryFn: () => client.call(readNoteDraws, { params: { unitId } }),
  });
}

export function useDrawNotes(unitId: string): UseMutationResult<unknown, Error, number> {
  const settle = useSettle();
  const intention = useIntention();
  return useMutation({
    mutationFn: (count) =>
      client.call(drawNotes, { params: { unitId }, body: { count } }, { key: intention.key({ count }) }),
    onSuccess: () => {
      intention.done();
      return settle();
    },
  });
}

/** Null: it is in order. */
export function useCheckNote(drawId: string, noteId: string): UseMutationResult<unknown, Error, string | null> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (careless) => client.call(checkNote, { params: { drawId, noteId }, body: { careless } }),
    onSuccess: settle,
  });
}
