import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal } from '@muster/core/kernel';
import { releaseUnit } from '@muster/core/supervision';
import { endGrants } from '../../access/index.ts';
import type { Command } from '../../platform/command.ts';
import { loadTeam, teamFact, type LoadedTeam, type TeamUnit } from '../loaded-team.ts';

interface Input {
  readonly teamId: string;
  readonly unitId: string;
}

interface Facts {
  readonly unit: TeamUnit;
  readonly toOn: string;
}

export const releaseUnitCommand: Command<Input, LoadedTeam, Facts, null> = {
  name: 'supervision.release-unit',
  load: (tx, { teamId }) => loadTeam(tx, teamId),
  permit: (actor, team) => permit(actor.grants, 'manage-teams', team.place),
  decide: (team, { unitId }, { at, timeZone }) => {
    const unit = releaseUnit(team.units, unitId);
    return isRefusal(unit) ? unit : { unit, toOn: civilDateAt(at, timeZone) };
  },
  save: async (tx, { unit, toOn }, team, { at }) => {
    await tx
      .updateTable('team_unit')
      .set({ to_on: toOn })
      .where('region_id', '=', team.regionId)
      .where('team_id', '=', team.id)
      .where('unit_id', '=', unit.unitId)
      .where('to_on', 'is', null)
      .execute();
    await endGrants(tx, team.id, at, { organisationId: unit.unitId });
  },
  record: ({ unit }, team) => [teamFact(team, 'supervision.unit-released', { unit: unit.unitId }, unit)],
  answer: () => null,
};
