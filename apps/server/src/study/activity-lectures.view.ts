import type { RouteAnswer } from '@muster/contract';
import type { listLectures } from '@muster/contract/study';
import { mayActOn, type Place } from '@muster/core/access';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { unjudgedAt } from './activity-at-hand.ts';
import { candidatesFor, lectureAnswer, lecturesOf } from './lectures.view.ts';
import type { ActivityRow } from './queries.ts';

/** Who spoke at an activity, and who may be named: nobody while the stage for which it counts is being judged. */
export async function lecturesAt(
  tx: ReadTx,
  activity: ActivityRow,
  { personId: self, grants }: Actor,
): Promise<RouteAnswer<typeof listLectures>> {
  const place: Place = { path: activity.path, linked: [activity.party_path] };
  const takesMore = activity.voided_at === null && (await unjudgedAt(tx, activity.id)).lectures;
  const mayName = takesMore && mayActOn(grants, 'record-activity', place);
  const mayHandIn = (personId: string | null) => takesMore && (mayName || personId === self);
  return {
    lectures: (await lecturesOf(tx, { activityId: activity.id })).map((lecture) =>
      lectureAnswer(lecture, mayHandIn(lecture.personId)),
    ),
    candidates: mayName
      ? (await candidatesFor(tx, activity.id)).map((each) => ({ ...each, offices: [...each.offices] }))
      : [],
    mayName,
  };
}
