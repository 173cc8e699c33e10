import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { joinTeam, type Tie } from '@muster/core/supervision';
import type { Command } from '../../platform/command.ts';
import { findPerson } from '../../roster/index.ts';
import { grantAuthority } from '../authority.ts';
import { loadTeam, teamFact, type LoadedTeam, type TeamMember } from '../loaded-team.ts';
import { tiesBetween } from '../ties.view.ts';

interface Input {
  readonly teamId: string;
  readonly personId: string;
  readonly isLeader: boolean;
}

interface State {
  readonly team: LoadedTeam;
  readonly person: TeamMember;
  readonly ties: readonly Tie[];
}

interface Facts {
  readonly isLeader: boolean;
  readonly fromOn: string;
}

export const joinTeamCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.join-team',
  load: async (tx, { teamId, personId }) => {
    const team = await loadTeam(tx, teamId);
    if (isRefusal(team)) return team;
    const person = await findPerson(tx, personId);
    if (person === null) return refuse('not-found');
    const units = team.units.map((unit) => unit.unitId);
    return { team, person: { personId, name: person.name }, ties: await tiesBetween(tx, [personId], units) };
  },
  permit: (actor, { team }) => permit(actor.grants, 'manage-teams', team.place),
  decide: ({ team, ties }, { personId, isLeader }, { at, timeZone }) =>
    joinTeam(team, personId, ties) ?? { isLeader, fromOn: civilDateAt(at, timeZone) },
  save: async (tx, { isLeader, fromOn }, { team, person }, { at }) => {
    const row = { person_name: person.name, is_leader: isLeader };
    await tx
      .insertInto('team_member')
      .values({ region_id: team.regionId, team_id: team.id, person_id: person.personId, from_on: fromOn, ...row })
      // Who left today and comes back today never left; the ledger keeps both.
      .onConflict((conflict) =>
        conflict.columns(['region_id', 'team_id', 'person_id', 'from_on']).doUpdateSet({ to_on: null, ...row }),
      )
      .execute();
    await grantAuthority(tx, team.id, [person], team.units, at);
  },
  record: ({ isLeader }, { team, person }) => [
    teamFact(team, 'supervision.member-joined', { person: person.personId, leader: isLeader }),
  ],
  answer: (_facts, { person }) => ({ id: person.personId }),
};
