import type { Candidate, Expected, MeetingState, Recorded } from '@muster/core/study';
import { effectivePlaybooks, lockedOnesOf, type Participation } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { rollOfBranch, unitsOnRolls, type RollEntry } from '../roster/index.ts';
import { rollsPartlySeen } from './partly-seen.ts';
import { heldBetween } from './queries.ts';
import type { AskedBy } from './reading/read-together.view.ts';
import { judgedAmong, openStagesOf, takingPart, type TakingPart } from './taking-part.view.ts';

/** What has to be known of a branch before its sheet is written. */
export interface SheetState extends BranchState {
  readonly recorded: readonly Recorded[];
  /** Who holds an office over those who meet, where somebody is named as having spoken by one. */
  readonly over: readonly Candidate[];
  /** Where something is named as read together; else nothing is asked. */
  readonly asked: AskedBy;
}

/** The same, whenever it met. */
export interface BranchState extends Omit<MeetingState, 'recorded'> {
  readonly branch: Node;
  readonly unit: Node;
  readonly participation: Participation;
  readonly roll: readonly (Expected & RollEntry)[];
  readonly entries: ReadonlyMap<string, RollEntry>;
  /** Every unit with somebody on the roll: a joint branch serves several. */
  readonly units: readonly TakingPart[];
}

/** Read under the lock of every participation that it is written for: the host's, and that of each other unit which the branch serves. */
export async function sheetStateOf(
  tx: Tx,
  branch: Node,
  unit: Node,
  found: Participation,
): Promise<BranchState | Refused> {
  const served = (await unitsOnRolls(tx, [branch.id])).get(branch.id) ?? [];
  const locked = await lockedOnesOf(tx, [found, ...(await takingPart(tx, found.campaignId, served))]);
  const participation = locked.get(found.id) ?? refuse('not-found');
  if (isRefusal(participation)) return participation;
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  if (playbook === undefined) return refuse('stage-not-open');
  if ((await rollsPartlySeen(tx, branch.regionId, [branch.id])).size > 0) return refuse('roll-partly-seen');
  const roll = (await rollOfBranch(tx, branch.id)).filter((entry) => entry.standing !== 'applicant');
  const units = await takingPart(tx, participation.campaignId, [unit.id, ...roll.map((entry) => entry.unitId)]);
  return {
    branch,
    unit,
    participation,
    playbook,
    stage: participation.openStage,
    stages: openStagesOf(units),
    judged: await judgedAmong(tx, units),
    roll,
    entries: new Map(roll.map((entry) => [entry.personId, entry])),
    units,
  };
}

/** With what the branch has recorded for that time already, read under the same lock. */
export async function withRecorded(
  tx: Tx,
  state: BranchState,
  times: { readonly startsAt: Date; readonly endsAt: Date },
  over: readonly Candidate[] = [],
  asked: AskedBy = () => [],
): Promise<SheetState> {
  const { branch, participation } = state;
  const recorded = await heldBetween(tx, branch.regionId, participation.campaignId, [branch.id], times);
  return { ...state, recorded, over, asked };
}
