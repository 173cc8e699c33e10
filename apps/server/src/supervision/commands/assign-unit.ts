import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse, type CivilDate } from '@muster/core/kernel';
import { assignUnit, type Tie } from '@muster/core/supervision';
import { findNode, type Node } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { giveUnits } from '../give-units.ts';
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
  readonly fromOn: CivilDate;
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
  save: (tx, { unit, fromOn }, { team }, { at }) => giveUnits(tx, team, [unit], { fromOn, at }),
  record: ({ unit }, { team }) => [teamFact(team, 'supervision.unit-assigned', { unit: unit.unitId }, unit)],
  answer: ({ unit }) => ({ id: unit.unitId }),
};
