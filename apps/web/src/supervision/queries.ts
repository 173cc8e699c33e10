import type { RouteAnswer } from '@muster/contract';
import { gatesAtMost } from '@muster/contract/gate';
import { assignUnits, formTeam, joinTeam, leaveTeam, listTeams, releaseUnit } from '@muster/contract/supervision';
import {
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { client } from '../app/client.ts';
import { gatesOf, type Gate } from '../gate/queries.ts';

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

export type UnitStanding = UnitName & {
  /** Undefined while it is asked for, null where that failed. */
  readonly gate: Gate | null | undefined;
};

/** Units with where each stands: one answer for all of them, or for each hundred of very many. */
export function useStandings(units: readonly UnitName[]): readonly UnitStanding[] {
  const answers = useQueries({ queries: byHundreds(units.map(({ id }) => id)).map(gatesOf) });
  return units.map((unit, place) => {
    const { data, isPending = true } = answers[Math.floor(place / gatesAtMost)] ?? {};
    return { ...unit, gate: data?.get(unit.id) ?? (isPending ? undefined : null) };
  });
}

function byHundreds(unitIds: readonly string[]): string[][] {
  const pages = Math.ceil(unitIds.length / gatesAtMost);
  return Array.from({ length: pages }, (_, page) => unitIds.slice(page * gatesAtMost, (page + 1) * gatesAtMost));
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
export const assign = ({ teamId, unitIds }: { teamId: string; unitIds: string[] }) =>
  client.call(assignUnits, { params: { teamId }, body: { unitIds } });
