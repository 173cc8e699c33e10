import type { RouteAnswer } from '@muster/contract';
import { exportMembers, listMembers } from '@muster/contract/roster';
import { keepPreviousData, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { saveCsv } from '../app/save-file.ts';

export type MembersPage = RouteAnswer<typeof listMembers>;
export type Member = MembersPage['members'][number];

const pageLength = 50;

/** One page of the roster at and beneath a node; `after` is the cursor that the page before it gave. */
export function useMembers(organisationId: string, after: string | null): UseQueryResult<MembersPage> {
  return useQuery({
    queryKey: ['roster', 'members', organisationId, after],
    queryFn: () =>
      client.call(listMembers, {
        params: { organisationId },
        query: after === null ? { limit: pageLength } : { limit: pageLength, after },
      }),
    placeholderData: keepPreviousData,
  });
}

/** The whole roster of a node as a file. */
export function useMembersFile(organisationId: string): {
  readonly save: () => void;
  readonly busy: boolean;
  readonly error: unknown;
} {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => client.call(exportMembers, { params: { organisationId } }),
    onSuccess: ({ fileName, csv }) => saveCsv(fileName, csv),
  });
  return { save: () => mutate(), busy: isPending, error };
}
