import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { assignUnit, type Tie } from '@muster/core/supervision';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { grantAuthority } from '../authority.ts';
import { loadTeam, teamFact, type LoadedTeam, type TeamUnit } from '../loaded-team.ts';
import { tiesBetween } from '../ties.view.ts';

interface Input {
  readonly teamId: string;
  readonly unitId: string;
}

interface State {
  readonly team: LoadedTeam;
  readonly node: Node;
  readonly ties: readonly Tie[];
}

interface Facts {
  readonly unit: TeamUnit;
  readonly fromOn: string;
}

export const assignUnitCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'supervision.assign-unit',
  load: async (tx, { teamId, unitId }) => {
    const team = await loadTeam(tx, teamId);
    if (isRefusal(team)) return team;
    const node = await findNode(tx, unitId);
    if (node === null) return refuse('not-found');
    const people = team.members.map((member) => member.personId);
    return { team, node, ties: await tiesBetween(tx, people, [unitId]) };
  },
  permit: (actor, { team, node }) => {
    const overTeam = permit(actor.grants, 'manage-teams', team.place);
    return isRefusal(overTeam) ? overTeam : permit(actor.grants, 'manage-teams', node.place);
  },
  decide: ({ team, node, ties }, _input, { at, timeZone }) => {
    const unit = { regionId: node.regionId, unitId: node.id, name: node.name, place: node.place };
    return assignUnit(team, { ...unit, kind: node.kind }, ties) ?? { unit, fromOn: civilDateAt(at, timeZone) };
  },
  save: async (tx, { unit, fromOn }, { team }, { at }) => {
    const place = { path: unit.place.path, linked: [...unit.place.linked] };
    await tx
      .insertInto('team_unit')
      .values({ region_id: team.regionId, team_id: team.id, unit_id: unit.unitId, from_on: fromOn, ...place })
      // Released and given back within a day: never released; the ledger keeps both.
      .onConflict((conflict) =>
        conflict.columns(['region_id', 'team_id', 'unit_id', 'from_on']).doUpdateSet({ to_on: null, ...place }),
      )
      .execute();
    await grantAuthority(tx, team.id, team.members, [unit], at);
  },
  record: ({ unit }, { team }) => [teamFact(team, 'supervision.unit-assigned', { unit: unit.unitId }, unit)],
  answer: ({ unit }) => ({ id: unit.unitId }),
};
