import type { CivilDate } from '../kernel/index.ts';
import type { KnownMember } from './known-member.ts';
import type { Standing } from './member-words.ts';

export interface PersonFields {
  readonly personId: string;
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
}

export interface PlannedMembership {
  readonly membershipId: string;
  readonly branchId: string;
  readonly unitId: string;
  readonly standing: Standing;
  /** Since when there; and the day of joining, which transfers do not change. */
  readonly fromOn: CivilDate;
  readonly joinedOn: CivilDate;
  readonly path: string;
  readonly partyPath: string;
}

/** Somebody at a place of the roster, as a row leaves them. */
export type PlannedMember = PersonFields & PlannedMembership;

/** What of somebody known a row changes: the person, the membership, or both. */
export type ChangedMember = PlannedMember & {
  readonly isOther: { readonly person: boolean; readonly membership: boolean };
};

/** Somebody known whom a row puts elsewhere: one membership ends on the day, the other opens. */
export interface PlannedTransfer {
  readonly transferId: string;
  readonly personId: string;
  readonly on: CivilDate;
  readonly from: NonNullable<KnownMember['membership']>;
  readonly to: Pick<PlannedMembership, 'membershipId' | 'branchId' | 'unitId' | 'path' | 'partyPath'>;
}

export interface RosterFigure {
  readonly measure: 'members' | 'floating';
  readonly amount: number;
  readonly path: string;
  readonly partyPath: string;
}

/** Everything that an import writes. */
export interface RosterPlan {
  /** New people, each with the first membership. */
  readonly created: readonly PlannedMember[];
  /** People who were known and belonged nowhere. */
  readonly joined: readonly PlannedMember[];
  /** What a row changes of somebody whom it transfers is changed after the transfer, at the new place. */
  readonly transfers: readonly PlannedTransfer[];
  readonly changed: readonly ChangedMember[];
  readonly figures: readonly RosterFigure[];
  /** Units whose number of members changed, but for transfers: these see to it themselves, as to the figures. */
  readonly unitIds: readonly string[];
}

export interface RosterSupplies {
  readonly today: CivilDate;
  newId(): string;
}
