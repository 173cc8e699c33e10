import type { RouteInput } from '@muster/contract';
import {
  handInScript,
  listLectures,
  listUnspoken,
  nameLecturer,
  nameSpeakers,
  withdrawLecture,
} from '@muster/contract/study';
import { mayActOn, permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { NamedLecturer } from '@muster/core/study';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { isJudged } from './activity-at-hand.ts';
import { handInScriptCommand } from './commands/hand-in-script.ts';
import { nameLecturerCommand } from './commands/name-lecturer.ts';
import { nameSpeakersCommand } from './commands/name-speakers.ts';
import { withdrawLectureCommand } from './commands/withdraw-lecture.ts';
import { candidatesFor, lectureAnswer, lecturesOf } from './lectures.view.ts';
import { activityRow, readPlace } from './queries.ts';
import { unspokenAt } from './unspoken.view.ts';
import { unspokenSheets } from './unspoken-sheets.ts';

export type Named = RouteInput<typeof nameLecturer>['body'];

/** As it was sent: somebody known, or a name from outside. */
export const namedIn = ({ capacity, personId, name }: Named): NamedLecturer => ({
  capacity,
  personId: personId ?? null,
  name: name ?? null,
});

/** Who spoke at an activity, with the scripts. */
export function lectureRoutes(serve: Serve): void {
  serve(listLectures, ({ params }, { actor, read }) =>
    read(async (tx) => {
      const activity = await activityRow(tx, params.activityId);
      if (activity === null) return refuse('not-found');
      const place: Place = { path: activity.path, linked: [activity.party_path] };
      const lectures = await lecturesOf(tx, { activityId: activity.id });
      const allowed = permit(actor.grants, 'read', await readPlace(tx, activity));
      // Who spoke there as a guest, or reads a unit with members there, has been shown the own lectures, and those alone.
      if (isRefusal(allowed) && !lectures.some(({ personId }) => personId === actor.personId)) return allowed;
      const takesMore = activity.voided_at === null && !(await isJudged(tx, activity.id));
      const mayName = takesMore && mayActOn(actor.grants, 'record-activity', place);
      const mayHandIn = (personId: string | null) => takesMore && (mayName || personId === actor.personId);
      return {
        lectures: lectures.map((lecture) => lectureAnswer(lecture, mayHandIn(lecture.personId))),
        candidates: mayName
          ? (await candidatesFor(tx, activity.id)).map((each) => ({ ...each, offices: [...each.offices] }))
          : [],
        mayName,
      };
    }),
  );

  serve(nameLecturer, ({ params, body }, context) =>
    runCommand(context, nameLecturerCommand, { ...params, ...namedIn(body) }),
  );

  serve(nameSpeakers, ({ params, body }, context) => runCommand(context, nameSpeakersCommand, { ...params, ...body }));

  serve.list(listUnspoken, unspokenSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) => unspokenAt(tx, node, query, context)),
  );

  serve(handInScript, ({ params, body }, context) => runCommand(context, handInScriptCommand, { ...params, ...body }));

  serve(withdrawLecture, ({ params, body }, context) =>
    runCommand(context, withdrawLectureCommand, { ...params, ...body }),
  );
}
