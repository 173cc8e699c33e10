import type { JoiningRule } from '../campaign/index.ts';
import type { CivilDate } from '../kernel/index.ts';
import type { CodeEntry } from '../organisation/index.ts';
import type { Unsettled } from './last-member.ts';
import type { EndReason } from './membership-end.ts';
import type { Standing } from './member-words.ts';

/** A branch that members can be put into, with the units that it serves. */
export interface KnownBranch {
  readonly id: string;
  readonly code: string | null;
  readonly path: string;
  readonly units: readonly ServedBy[];
}

export interface ServedBy {
  readonly id: string;
  readonly code: string | null;
  readonly creditCode: string | null;
  readonly path: string;
  readonly isHost: boolean;
  /** It lies beneath the node that is imported under, or that node is of the party tree. */
  readonly isBeneath: boolean;
  /** How old members of this unit in this branch are when they join. */
  readonly joining: JoiningRule;
}

export interface KnownMember {
  readonly personId: string;
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
  /** Where the person belongs now; null after the end of the last membership, or before the first. */
  readonly membership: {
    readonly id: string;
    readonly branchId: string;
    readonly unitId: string;
    readonly standing: Standing;
    /** Since when the person belongs there. */
    readonly fromOn: CivilDate;
    /** The same, unless a transfer, a merger or a move to another region brought the person there: then earlier. */
    readonly joinedOn: CivilDate;
    readonly path: string;
    readonly partyPath: string;
  } | null;
  readonly may: boolean;
  /** Proposed, and not answered yet. */
  readonly hasOpenTransfer: boolean;
  /** When the last membership before the present one ended; null for whom none did. */
  readonly lastEndedOn: CivilDate | null;
  /** When the last one ended that no other continued: whoever belongs somewhere now joined since then. */
  readonly lastLeftOn: CivilDate | null;
  /** How the last membership of somebody who belongs nowhere ended; null for whoever belongs somewhere or never did. */
  readonly ended: { readonly reason: EndReason; readonly on: CivilDate; readonly branchId: string } | null;
  /** Where somebody who never belonged anywhere holds an office: appointed by name, before a list came. Else nowhere. */
  readonly appointedAt: readonly { readonly name: string; readonly path: string }[];
}

/** Branches and members beneath the node, and whoever else has a code that the file names. */
export interface RosterSurroundings {
  readonly base: { readonly name: string; readonly isClosed: boolean };
  readonly branches: readonly KnownBranch[];
  /** The node itself, where it is a branch: rows that name no branch belong to it. */
  readonly ownBranch: KnownBranch | null;
  readonly members: readonly KnownMember[];
  /** Branches and units there that are closed: their names by their codes. */
  readonly closed: ReadonlyMap<string, string>;
  /** Codes of the file that belong to people whom one does not see. */
  readonly heldElsewhere: ReadonlySet<string>;
  /** How many people outside the node, seen or not, a row may mean by its name: by `nameKey`. */
  readonly namesakesOutside: ReadonlyMap<string, number>;
  /** Of the units that these people are in, those with a failed vote or an open order to correct: by id. */
  readonly unsettled: ReadonlyMap<string, Unsettled>;
  /** The instance's list, retired categories included. */
  readonly categories: readonly CodeEntry[];
}
