import { handInScript, listLectures, nameLecturer, withdrawLecture } from '@muster/contract/study';
import { mayActOn, permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { handInScriptCommand } from './commands/hand-in-script.ts';
import { nameLecturerCommand } from './commands/name-lecturer.ts';
import { withdrawLectureCommand } from './commands/withdraw-lecture.ts';
import { candidatesFor, lectureAnswer, lecturesOf } from './lectures.view.ts';
import { activityRow } from './queries.ts';

/** Who spoke at an activity, with the scripts. */
export function lectureRoutes(serve: Serve): void {
  serve(listLectures, ({ params }, { actor, read }) =>
    read(async (tx) => {
      const activity = await activityRow(tx, params.activityId);
      if (activity === null) return refuse('not-found');
      const place: Place = { path: activity.path, linked: [activity.party_path] };
      const lectures = await lecturesOf(tx, { activityId: activity.id });
      const allowed = permit(actor.grants, 'read', place);
      // Who spoke there as a guest has been shown the own lectures, and those alone.
      if (isRefusal(allowed) && !lectures.some(({ personId }) => personId === actor.personId)) return allowed;
      const mayName = activity.voided_at === null && mayActOn(actor.grants, 'record-activity', place);
      const mayHandIn = (personId: string | null) =>
        activity.voided_at === null && (mayName || personId === actor.personId);
      return {
        lectures: lectures.map((lecture) => lectureAnswer(lecture, mayHandIn(lecture.personId))),
        candidates: mayName
          ? (await candidatesFor(tx, activity.id)).map((each) => ({ ...each, offices: [...each.offices] }))
          : [],
        mayName,
      };
    }),
  );

  serve(nameLecturer, ({ params, body: { capacity, personId = null, name = null } }, context) =>
    runCommand(context, nameLecturerCommand, { ...params, capacity, personId, name }),
  );

  serve(handInScript, ({ params, body }, context) => runCommand(context, handInScriptCommand, { ...params, ...body }));

  serve(withdrawLecture, ({ params, body }, context) =>
    runCommand(context, withdrawLectureCommand, { ...params, ...body }),
  );
}
