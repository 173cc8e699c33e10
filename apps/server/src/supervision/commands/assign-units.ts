import { permit } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { assignUnit } from '@muster/core/supervision';
import { findNodes, type Node } from '../../organisation/index.ts';
import type { Command, Refused } from '../../platform/command.ts';
import { decideEach, permitEach, type Decided } from '../../platform/each.ts';
import { giveUnits } from '../give-units.ts';
import { loadTeam, teamFact, type LoadedTeam, type TeamUnit } from '../loaded-team.ts';
import { tiesBetween, type UnitTie } from '../ties.view.ts';

interface Input {
  readonly teamId: string;
  readonly unitIds: readonly string[];
}

interface Candidate {
  readonly node: Node;
  readonly ties: readonly UnitTie[];
}

interface State {
  readonly team: LoadedTeam;
  readonly candidates: readonly (Candidate | Refused)[];
}

interface Facts {
  readonly given: readonly Decided<Candidate, TeamUnit>[];
}

/** Gives a team many units, each as if it came by itself. */
export const assignUnitsCommand: Command<Input, State, Facts, { assigned: number }> = {
  name: 'supervision.assign-units',
  load: async (tx, { teamId, unitIds }) => {
    const team = await loadTeam(tx, teamId);
    if (isRefusal(team)) return team;
    const found = await findNodes(tx, unitIds);
    const people = team.members.map((member) => member.personId);
    const ties = Map.groupBy(await tiesBetween(tx, people, unitIds), ({ unitId }) => unitId);
    const candidates = unitIds.map((id) => {
      const node = found.get(id);
      return node === undefined ? refuse('not-found') : { node, ties: ties.get(id) ?? [] };
    });
    return { team, candidates };
  },
  permit: (actor, { team, candidates }) => {
    const overTeam = permit(actor.grants, 'manage-teams', team.place);
    if (isRefusal(overTeam)) return overTeam;
    return permitEach(candidates, ({ node }) => permit(actor.grants, 'manage-teams', node.place));
  },
  decide: ({ team, candidates }) => {
    const given = decideEach('unitIds', candidates, ({ node, ties }) => {
      const unit = { regionId: node.regionId, unitId: node.id, name: node.name, place: node.place };
      return assignUnit(team, { ...unit, kind: node.kind }, ties) ?? unit;
    });
    return isRefusal(given) ? given : { given };
  },
  save: (tx, { given }, { team }, { at, timeZone }) => {
    const units = given.map(({ facts }) => facts);
    return giveUnits(tx, team, units, { fromOn: civilDateAt(at, timeZone), at });
  },
  record: ({ given }, { team }) =>
    given.map(({ facts }) => teamFact(team, 'supervision.unit-assigned', { unit: facts.unitId }, facts)),
  answer: ({ given }) => ({ assigned: given.length }),
};
