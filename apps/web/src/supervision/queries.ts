import type { RouteAnswer } from '@muster/contract';
import { listAppointments } from '@muster/contract/access';
import { listMembers } from '@muster/contract/roster';
import { assignUnit, formTeam, joinTeam, leaveTeam, listTeams, releaseUnit } from '@muster/contract/supervision';
import {
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { gateOf, type Gate } from '../gate/queries.ts';
import type { Candidate } from './candidates.ts';

export type Teams = RouteAnswer<typeof listTeams>;
export type Team = Teams['teams'][number];
export type UnitName = { readonly id: string; readonly name: string };

export function useTeams(organisationId: string | undefined): UseQueryResult<Teams> {
  return useQuery({
    queryKey: ['supervision', 'teams', organisationId],
    queryFn: () => client.call(listTeams, { params: { organisationId: organisationId ?? '' } }),
    enabled: organisationId !== undefined,
  });
}

/** The gate of each unit, as its own page asks for it: undefined while it is asked, null where that failed. */
export function useGates(unitIds: readonly string[]): readonly (Gate | null | undefined)[] {
  return useQueries({ queries: unitIds.map(gateOf) }).map(({ data, isError }) => data ?? (isError ? null : undefined));
}

const pageSize = 200;
const pagesAtMost = 5;

/** People whom a team can be made of: members beneath a node and those who hold an office at it. */
export function useCandidates(organisationId: string, wanted: boolean): UseQueryResult<readonly Candidate[]> {
  const params = { organisationId };
  return useQuery({
    queryKey: ['supervision', 'candidates', organisationId],
    enabled: wanted,
    queryFn: async () => {
      const { appointments } = await client.call(listAppointments, { params });
      const found: Candidate[] = appointments
        .filter(({ toOn }) => toOn === null)
        .map(({ person }) => ({ personId: person.id, name: person.name, about: '' }));
      let after: string | null = null;
      for (let page = 0; page < pagesAtMost; page += 1) {
        const answer: RouteAnswer<typeof listMembers> = await client.call(listMembers, {
          params,
          query: { limit: pageSize, ...(after !== null && { after }) },
        });
        found.push(...answer.members.map(({ personId, name, branch }) => ({ personId, name, about: branch.name })));
        after = answer.next;
        if (after === null) break;
      }
      return found;
    },
  });
}

/** What the office does to its teams; everything that shows teams, units or authority is asked for again. */
export function useTeamCommand<Input>(
  send: (input: Input) => Promise<unknown>,
): UseMutationResult<unknown, Error, Input> {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(['supervision', 'gate', 'ledger'].map((slice) => cache.invalidateQueries({ queryKey: [slice] }))),
  });
}

export const form = (organisationId: string) => (name: string) =>
  client.call(formTeam, { params: { organisationId }, body: { name } });
export const join = (teamId: string) => (body: { personId: string; isLeader: boolean }) =>
  client.call(joinTeam, { params: { teamId }, body });
export const leave = (teamId: string) => (personId: string) => client.call(leaveTeam, { params: { teamId, personId } });
export const release = (teamId: string) => (unitId: string) => client.call(releaseUnit, { params: { teamId, unitId } });
export const assign = ({ teamId, unitId }: { teamId: string; unitId: string }) =>
  client.call(assignUnit, { params: { teamId }, body: { unitId } });
