import type { Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { lockedParticipation, participationIn, type Participation } from '../campaign/index.ts';
import { anyEvidenceClosed } from '../gate/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { lockActivity } from './lock-activity.ts';
import { activityRow, attendanceLines, type ActivityRow, type AttendanceLine } from './queries.ts';
import { takingPart, type TakingPart } from './taking-part.view.ts';

export interface ActivityAtHand {
  readonly activity: ActivityRow;
  readonly place: Place;
  /** Null where that unit takes part no longer. */
  readonly participation: Participation | null;
  /** Of the versions that stand. */
  readonly lines: readonly AttendanceLine[];
  /** Every unit with somebody on a sheet. */
  readonly units: readonly TakingPart[];
  /** The stage of any of those units, for which the activity counts, is being judged. */
  readonly evidenceClosed: boolean;
}

/** An activity that is about to be corrected or voided, read under the lock of a participation: its host's, or that of a guest. */
export async function activityAtHand(tx: Tx, activityId: string, ofUnit?: string): Promise<ActivityAtHand | Refused> {
  const found = await activityRow(tx, activityId);
  if (found === null) return refuse('not-found');
  await lockActivity(tx, activityId);
  const participation = await participationIn(tx, ofUnit ?? found.host_unit_id, found.campaign_id);
  const locked = participation === null ? null : await lockedParticipation(tx, participation);
  if (isRefusal(locked)) return locked;
  const activity = await activityRow(tx, activityId);
  if (activity === null) return refuse('not-found');
  const lines = await attendanceLines(tx, activityId);
  const { units, evidenceClosed } = await judgedWith(tx, activity, lines);
  return {
    activity,
    place: { path: activity.path, linked: [activity.party_path] },
    participation,
    lines,
    units,
    evidenceClosed,
  };
}

/** Whether it can be neither corrected nor voided now, as the stage for which it counts is being judged somewhere. */
export async function isJudged(tx: ReadTx, activityId: string): Promise<boolean> {
  const activity = await activityRow(tx, activityId);
  if (activity === null) return false;
  return (await judgedWith(tx, activity, await attendanceLines(tx, activityId))).evidenceClosed;
}

async function judgedWith(
  tx: ReadTx,
  activity: ActivityRow,
  lines: readonly AttendanceLine[],
): Promise<Pick<ActivityAtHand, 'units' | 'evidenceClosed'>> {
  const units = await takingPart(tx, activity.campaign_id, [
    activity.host_unit_id,
    ...lines.map((line) => line.unit_id),
  ]);
  const stageOf = new Map(lines.map((line) => [line.unit_id, line.stage_code]));
  const judged = units.map(({ id, unitId }) => ({
    participationId: id,
    stageCode: stageOf.get(unitId) ?? activity.stage_code,
  }));
  return { units, evidenceClosed: await anyEvidenceClosed(tx, judged) };
}
