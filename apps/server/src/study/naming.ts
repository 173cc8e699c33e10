import { isRefusal } from '@muster/core/kernel';
import type { Candidate } from '@muster/core/study';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { activityAtHand, type ActivityAtHand } from './activity-at-hand.ts';
import { candidatesFor, lecturesOf, type LectureRow } from './lectures.view.ts';

/** An activity at which somebody is about to be named. */
export interface Naming extends ActivityAtHand {
  readonly candidates: readonly Candidate[];
  /** Those who are named already. */
  readonly named: readonly LectureRow[];
}

export async function namingAt(tx: Tx, activityId: string): Promise<Naming | Refused> {
  const atHand = await activityAtHand(tx, activityId);
  if (isRefusal(atHand)) return atHand;
  const lectures = await lecturesOf(tx, { activityId });
  return {
    ...atHand,
    candidates: await candidatesFor(tx, activityId),
    named: lectures.filter(({ withdrawnAt }) => withdrawnAt === null),
  };
}
