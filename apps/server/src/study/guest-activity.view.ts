import type { RouteAnswer } from '@muster/contract';
import type { readActivity } from '@muster/contract/study';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { activityHead } from './activities.view.ts';
import { lecturesOf } from './lectures.view.ts';

/** What was held where, for who spoke there and reads nothing else of the host: no sheet. Null: did not speak there. */
export async function activityOfGuest(
  tx: ReadTx,
  activityId: string,
  actor: Actor,
): Promise<RouteAnswer<typeof readActivity> | null> {
  const lectures = await lecturesOf(tx, { activityId });
  if (!lectures.some(({ personId, withdrawnAt }) => personId === actor.personId && withdrawnAt === null)) return null;
  const found = await activityHead(tx, activityId);
  if (found === null) return null;
  return {
    activity: found.head,
    branch: { id: found.hostId, name: found.head.branch.name },
    sheets: [],
    heads: null,
    version: 1,
    sheet: [],
    corrections: [],
    reasons: [],
    leftOut: [],
    judged: [],
    mayCorrect: false,
    mayVoid: false,
    isPartlySeen: false,
  };
}
