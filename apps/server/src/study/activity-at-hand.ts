import type { Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { lockedOnesOf, participationIn, type Participation } from '../campaign/index.ts';
import { findNodes } from '../organisation/index.ts';
import type { Refused } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { lecturesOf, type LectureRow } from './lectures.view.ts';
import { lockActivity } from './lock-activity.ts';
import { activityRow, attendanceLines, type ActivityRow, type AttendanceLine } from './queries.ts';
import { judgedAmong, takingPart, type TakingPart } from './taking-part.view.ts';

export interface ActivityAtHand {
  readonly activity: ActivityRow;
  readonly place: Place;
  /** Null where that unit takes part no longer. */
  readonly participation: Participation | null;
  /** Of the versions that stand. */
  readonly lines: readonly AttendanceLine[];
  /** Every unit with somebody on a sheet. */
  readonly units: readonly TakingPart[];
  /** Those of these units, and the host, for which the stage is being judged that the activity counts in. */
  readonly judged: ReadonlySet<string>;
}

/** An activity that is about to be corrected or voided, read under the lock of every participation that it counts for, as far as one sees. */
export async function activityAtHand(tx: Tx, activityId: string, ofUnit?: string): Promise<ActivityAtHand | Refused> {
  const found = await activityRow(tx, activityId);
  if (found === null) return refuse('not-found');
  await lockActivity(tx, activityId);
  const participation = await participationIn(tx, ofUnit ?? found.host_unit_id, found.campaign_id);
  const before = await metAt(tx, found, await attendanceLines(tx, activityId));
  const locked = await lockedOnesOf(tx, participation === null ? before : [participation, ...before]);
  const ofOne = participation && (locked.get(participation.id) ?? refuse('not-found'));
  if (isRefusal(ofOne)) return ofOne;
  const activity = await activityRow(tx, activityId);
  if (activity === null) return refuse('not-found');
  const lines = await attendanceLines(tx, activityId);
  const units = await metAt(tx, activity, lines);
  return {
    activity,
    place: { path: activity.path, linked: [activity.party_path] },
    participation: ofOne,
    lines,
    units,
    judged: await judgedWith(tx, activity, lines, units),
  };
}

/** What of an activity moves nothing that is judged, and so may be changed. */
export interface Unjudged {
  /** The sheet of a branch. */
  readonly sheet: (branchId: string) => boolean;
  /** Who was at it, on whatever sheet. */
  readonly sheets: boolean;
  /** Who spoke, which counts for the host as well. */
  readonly lectures: boolean;
  /** All of it at once. */
  readonly whole: boolean;
  readonly judged: { readonly id: string; readonly name: string }[];
}

export async function unjudgedAt(tx: ReadTx, activityId: string): Promise<Unjudged> {
  const activity = await activityRow(tx, activityId);
  if (activity === null) return { sheet: () => true, sheets: true, lectures: true, whole: true, judged: [] };
  const lines = await attendanceLines(tx, activityId);
  const judged = await judgedWith(tx, activity, lines, await metAt(tx, activity, lines));
  return {
    sheet: (branchId) =>
      !anyOf(
        lines.filter((line) => line.branch_id === branchId),
        judged,
      ),
    sheets: !anyOf(lines, judged),
    lectures: judged.size === 0,
    whole: !wholeIsJudged({ lines, judged, lecturers: (await lecturesOf(tx, { activityId })).filter(stands) }),
    judged: [...(await findNodes(tx, [...judged])).values()].map(({ id, name }) => ({ id, name })),
  };
}

const stands = ({ withdrawnAt }: LectureRow): boolean => withdrawnAt === null;

/** Whether voiding an activity would move what is judged: by who was there, or by who spoke. */
export function wholeIsJudged({
  lines,
  judged,
  lecturers,
}: Pick<ActivityAtHand, 'lines' | 'judged'> & { readonly lecturers: readonly unknown[] }): boolean {
  return anyOf(lines, judged) || (lecturers.length > 0 && judged.size > 0);
}

/** Somebody on these lines is of a unit that is judged. */
export function anyOf(lines: readonly Pick<AttendanceLine, 'unit_id'>[], judged: ReadonlySet<string>): boolean {
  return lines.some((line) => judged.has(line.unit_id));
}

function metAt(tx: ReadTx, activity: ActivityRow, lines: readonly AttendanceLine[]): Promise<readonly TakingPart[]> {
  return takingPart(tx, activity.campaign_id, [activity.host_unit_id, ...lines.map((line) => line.unit_id)]);
}

/** By the stage of whoever was there, and by the activity's of a host with nobody there. */
function judgedWith(
  tx: ReadTx,
  activity: ActivityRow,
  lines: readonly AttendanceLine[],
  units: readonly TakingPart[],
): Promise<ReadonlySet<string>> {
  const stageOf = new Map(lines.map((line) => [line.unit_id, line.stage_code]));
  return judgedAmong(
    tx,
    units.map((unit) => ({ ...unit, stageCode: stageOf.get(unit.unitId) ?? activity.stage_code })),
  );
}
