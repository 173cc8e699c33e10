import type { RouteAnswer } from '@muster/contract';
import { listMembers } from '@muster/contract/roster';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { client } from '../app/client.ts';

export type MembersPage = RouteAnswer<typeof listMembers>;
export type Member = MembersPage['members'][number];

/** Those of one standing, or of one category. */
export type OnlyMembers = { readonly standing?: Member['standing']; readonly category?: string };

const pageLength = 50;

/** One page of the roster at and beneath a node; `after` is the cursor that the page before it gave. */
export function useMembers(
  organisationId: string,
  after: string | null,
  only: OnlyMembers = {},
): UseQueryResult<MembersPage> {
  return useQuery({
    queryKey: ['roster', 'members', organisationId, after, only],
    queryFn: () =>
      client.call(listMembers, {
        params: { organisationId },
        query: { ...only, limit: pageLength, ...(after !== null && { after }) },
      }),
    placeholderData: keepPreviousData,
  });
}

/** More names than these nobody looks through in a field. */
const pagesAtMost = 10;

/** Everybody at and beneath a node, for fields that find a person by name. */
export function useWholeRoster(organisationId: string): UseQueryResult<readonly Member[]> {
  return useQuery({
    queryKey: ['roster', 'whole', organisationId],
    queryFn: async () => {
      const members: Member[] = [];
      let after: string | null = null;
      for (let page = 0; page < pagesAtMost; page += 1) {
        const query: { limit: number; after?: string } = after === null ? { limit: 200 } : { limit: 200, after };
        // oxlint-disable-next-line no-await-in-loop -- each page says where the next begins
        const answer: MembersPage = await client.call(listMembers, { params: { organisationId }, query });
        members.push(...answer.members);
        after = answer.next;
        if (after === null) break;
      }
      return members;
    },
  });
}
