import { voterGroups, type Electorate, type Voters } from '../assessment/index.ts';
import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { EndReason, Standing } from '../roster/index.ts';

/** Half-open, as the roster keeps it. */
interface Dated {
  readonly personId: string;
  readonly unitId: string;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate | null;
}

export interface RosterOfUnits {
  readonly memberships: readonly (Dated & { readonly standing: Standing })[];
  /** Appointments of mass representatives. */
  readonly representatives: readonly Dated[];
}

/** One line of a poll's roster. */
export interface Eligible {
  readonly personId: string;
  readonly as: Voters;
}

/**
 * Who may vote about these units on a day, nobody twice: members who are no applicants, and representatives who are no such member. A poll
 * freezes it on the day on which it is announced.
 */
export function eligibleOn(roster: RosterOfUnits, unitIds: readonly string[], on: CivilDate): readonly Eligible[] {
  const here = (row: Dated) => unitIds.includes(row.unitId) && row.fromOn <= on && (row.toOn === null || on < row.toOn);
  const members = roster.memberships.filter((row) => here(row) && row.standing !== 'applicant');
  const voters = new Map<string, Voters>(members.map(({ personId }) => [personId, 'member']));
  for (const row of roster.representatives)
    if (here(row) && !voters.has(row.personId)) voters.set(row.personId, 'representative');
  return [...voters].map(([personId, as]) => ({ personId, as })).toSorted(byPerson);
}

function byPerson(one: Eligible, other: Eligible): number {
  return one.personId < other.personId ? -1 : 1;
}

export function electorateOf(eligible: readonly Eligible[]): Electorate {
  const count = (voters: Voters) => eligible.filter(({ as }) => as === voters).length;
  const [member, representative] = [count(voterGroups[0]), count(voterGroups[1])];
  return { member, representative };
}

/**
 * Who may draw from a frozen roster. Nobody comes onto it, and whoever moved since votes where the roster has them. Whose membership or
 * office ended otherwise draws no more; the roster and its count stay as they were published.
 */
export function refuseToDraw(
  onRoster: boolean,
  ended: EndReason | null,
): Refusal<'not-on-roster-of-poll' | 'off-roster-since'> | null {
  if (!onRoster) return refuse('not-on-roster-of-poll');
  return ended === null ? null : refuse('off-roster-since', { reason: ended });
}
