import { isRefusal } from '@muster/core/kernel';
import { absentFrom, type Candidate } from '@muster/core/study';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { activityAtHand, type ActivityAtHand } from './activity-at-hand.ts';
import type { AttendanceLine } from './queries.ts';
import { candidatesFor, lecturesOf, type LectureRow } from './lectures.view.ts';

/** An activity at which somebody is about to be named. */
export interface Naming extends ActivityAtHand {
  readonly candidates: readonly Candidate[];
  readonly present: readonly string[];
  readonly absent: readonly string[];
  /** Those who are named already. */
  readonly named: readonly LectureRow[];
}

export async function namingAt(tx: Tx, activityId: string): Promise<Naming | Refused> {
  const atHand = await activityAtHand(tx, activityId);
  if (isRefusal(atHand)) return atHand;
  const named = await namedAt(tx, activityId);
  return {
    ...atHand,
    present: presentOf(atHand.lines),
    absent: absentOf(atHand.lines),
    candidates: await candidatesFor(tx, activityId),
    named,
  };
}

async function namedAt(tx: Tx, activityId: string): Promise<readonly LectureRow[]> {
  return (await lecturesOf(tx, { activityId })).filter(({ withdrawnAt }) => withdrawnAt === null);
}

/** Whoever is named as having spoken; null: somebody from outside. */
export async function lecturersAt(tx: Tx, activityId: string): Promise<(string | null)[]> {
  return (await namedAt(tx, activityId)).map(({ personId }) => personId);
}

export function presentOf(lines: readonly Pick<AttendanceLine, 'person_id' | 'presence'>[]): string[] {
  return lines.flatMap(({ person_id: personId, presence }) => (presence === 'present' ? [personId] : []));
}

export function absentOf(lines: readonly Pick<AttendanceLine, 'person_id' | 'presence'>[]): string[] {
  return absentFrom(lines.map(({ person_id: personId, presence }) => ({ personId, presence })));
}
