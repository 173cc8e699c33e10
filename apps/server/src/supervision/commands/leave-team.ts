import { permit } from '@muster/core/access';
import { civilDateAt } from '@muster/core/kernel';
import { leaveTeam } from '@muster/core/supervision';
import { endGrants } from '../../access/index.ts';
import type { Command } from '../../platform/command.ts';
import { loadTeam, teamFact, type LoadedTeam } from '../loaded-team.ts';

interface Input {
  readonly teamId: string;
  readonly personId: string;
}

interface Facts {
  readonly personId: string;
  readonly toOn: string;
}

export const leaveTeamCommand: Command<Input, LoadedTeam, Facts, null> = {
  name: 'supervision.leave-team',
  load: (tx, { teamId }) => loadTeam(tx, teamId),
  permit: (actor, team) => permit(actor.grants, 'manage-teams', team.place),
  decide: (team, { personId }, { at, timeZone }) =>
    leaveTeam(team, personId) ?? { personId, toOn: civilDateAt(at, timeZone) },
  save: async (tx, { personId, toOn }, team, { at }) => {
    await tx
      .updateTable('team_member')
      .set({ to_on: toOn })
      .where('region_id', '=', team.regionId)
      .where('team_id', '=', team.id)
      .where('person_id', '=', personId)
      .where('to_on', 'is', null)
      .execute();
    await endGrants(tx, team.id, at, { personId });
  },
  record: ({ personId }, team) => [teamFact(team, 'supervision.member-left', { person: personId })],
  answer: () => null,
};
