import { covers, type Place } from '../access/index.ts';
import { refuse, type Refusal } from '../kernel/index.ts';

/** A team as it stands: who is on it and which units it answers for. */
export interface Team {
  readonly place: Place;
  readonly members: readonly { readonly personId: string }[];
  readonly units: readonly { readonly unitId: string }[];
}

/** A unit that somebody may not supervise: as its member, or by an office there. */
export interface Tie {
  readonly personId: string;
  readonly unit: string;
}

export interface Candidate {
  readonly kind: string;
  readonly unitId: string;
  readonly place: Place;
}

/** Somebody joins a team: not twice, and nobody checks the unit that he or she belongs to or works for. */
export function joinTeam(
  team: Team,
  personId: string,
  ties: readonly Tie[],
): null | Refusal<'person-in-team-already' | 'recused'> {
  if (team.members.some((member) => member.personId === personId)) return refuse('person-in-team-already');
  return refuseTied(ties);
}

/** A team is given a unit at or beneath its own place: whoever rules on the team also rules on its authority. */
export function assignUnit(
  team: Team,
  unit: Candidate,
  ties: readonly Tie[],
): null | Refusal<'not-a-unit' | 'unit-in-team-already' | 'unit-beyond-team' | 'recused'> {
  if (unit.kind !== 'unit') return refuse('not-a-unit');
  if (team.units.some((each) => each.unitId === unit.unitId)) return refuse('unit-in-team-already');
  if (![unit.place.path, ...unit.place.linked].some((path) => covers(team.place.path, path))) {
    return refuse('unit-beyond-team');
  }
  return refuseTied(ties);
}

export function leaveTeam(team: Team, personId: string): null | Refusal<'person-not-in-team'> {
  return team.members.some((member) => member.personId === personId) ? null : refuse('person-not-in-team');
}

/** The unit that a team lets go of. */
export function releaseUnit<Unit extends Team['units'][number]>(
  units: readonly Unit[],
  unitId: string,
): Unit | Refusal<'unit-not-in-team'> {
  return units.find((unit) => unit.unitId === unitId) ?? refuse('unit-not-in-team');
}

function refuseTied([tie]: readonly Tie[]): null | Refusal<'recused'> {
  return tie === undefined ? null : refuse('recused', { unit: tie.unit });
}
