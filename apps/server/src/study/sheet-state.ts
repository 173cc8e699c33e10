import type { Expected, MeetingState } from '@muster/core/study';
import { effectivePlaybooks, lockedParticipation, type Participation } from '../campaign/index.ts';
import { evidenceClosed } from '../gate/index.ts';
import type { Node } from '../organisation/index.ts';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { rollOfBranch, type RollEntry } from '../roster/index.ts';
import { takingPart, type TakingPart } from './taking-part.view.ts';

/** What has to be known of a branch before its sheet is written. */
export interface SheetState extends MeetingState {
  readonly branch: Node;
  readonly unit: Node;
  readonly participation: Participation;
  readonly roll: readonly (Expected & RollEntry)[];
  readonly entries: ReadonlyMap<string, RollEntry>;
  /** Every unit with somebody on the roll: a joint branch serves several. */
  readonly units: readonly TakingPart[];
}

/** Read under the lock of the participation of the branch's host. */
export async function sheetStateOf(
  tx: Tx,
  branch: Node,
  unit: Node,
  found: Participation,
): Promise<SheetState | Refused> {
  const participation = await lockedParticipation(tx, found);
  if (isRefusal(participation)) return participation;
  const playbook = (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
  if (playbook === undefined) return refuse('stage-not-open');
  const roll = (await rollOfBranch(tx, branch.id)).filter((entry) => entry.standing !== 'applicant');
  const stage = participation.openStage;
  return {
    branch,
    unit,
    participation,
    playbook,
    stage,
    evidenceClosed: stage !== null && (await evidenceClosed(tx, participation.id, stage.code)),
    roll,
    entries: new Map(roll.map((entry) => [entry.personId, entry])),
    units: await takingPart(tx, participation.campaignId, [unit.id, ...roll.map((entry) => entry.unitId)]),
  };
}
