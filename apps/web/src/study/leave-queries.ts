import { endLeave, noteLeave } from '@muster/contract/study';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type SentLeave = {
  readonly personId: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly reason: string;
};

export function useNoteLeave(branchId: string, done: () => void): UseMutationResult<unknown, Error, SentLeave> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (body) => client.call(noteLeave, { params: { branchId }, body }),
    onSuccess: () => {
      done();
      return settle();
    },
  });
}

export function useEndLeave(branchId: string, leaveId: string): UseMutationResult<unknown, Error, string> {
  const settle = useSettle();
  return useMutation({
    mutationFn: (lastOn) => client.call(endLeave, { params: { branchId, leaveId }, body: { lastOn } }),
    onSuccess: settle,
  });
}

function useSettle(): () => Promise<unknown> {
  const cache = useQueryClient();
  return () => Promise.all(['study', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] })));
}
