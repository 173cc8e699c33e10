import type { RouteInput } from '@muster/contract';
import {
  handInScript,
  listLectures,
  listUnspoken,
  nameLecturer,
  nameSpeakers,
  withdrawLecture,
} from '@muster/contract/study';
import { isRefusal } from '@muster/core/kernel';
import type { NamedLecturer } from '@muster/core/study';
import { readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { handInScriptCommand } from './commands/hand-in-script.ts';
import { nameLecturerCommand } from './commands/name-lecturer.ts';
import { nameSpeakersCommand } from './commands/name-speakers.ts';
import { withdrawLectureCommand } from './commands/withdraw-lecture.ts';
import { lecturesAt } from './activity-lectures.view.ts';
import { ofActivity } from './of-activity.ts';
import { activityRow, type ActivityRow } from './queries.ts';
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
      const answer = (activity: ActivityRow) => lecturesAt(tx, activity, actor);
      const shown = await ofActivity(tx, params.activityId, actor, answer);
      if (!isRefusal(shown)) return shown;
      // Who spoke there as a guest, or reads a unit with members there, has been shown the own lectures, and those alone.
      const activity = await activityRow(tx, params.activityId);
      const own = activity === null ? null : await answer(activity);
      return own?.lectures.some(({ personId }) => personId === actor.personId) === true ? own : shown;
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
