import {
  correctSheet,
  endLeave,
  listActivities,
  noteLeave,
  readActivity,
  readRoll,
  recordActivities,
  recordActivity,
  voidActivity,
} from '@muster/contract/study';
import { mayActOn, permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { findNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { activitiesBeneath } from './activities.view.ts';
import { activityWithSheet } from './activity.view.ts';
import { correctSheetCommand } from './commands/correct-sheet.ts';
import { recordActivitiesCommand } from './commands/record-activities.ts';
import { endLeaveCommand } from './commands/end-leave.ts';
import { noteLeaveCommand } from './commands/note-leave.ts';
import { recordActivityCommand } from './commands/record-activity.ts';
import { voidActivityCommand } from './commands/void-activity.ts';
import { rollOf } from './roll.view.ts';

export function routes(serve: Serve): void {
  serve(readRoll, ({ params }, context) =>
    context.read(async (tx) => {
      const branch = await findNode(tx, params.branchId);
      if (branch?.kind !== 'branch') return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', branch.place);
      if (isRefusal(allowed)) return allowed;
      return (await rollOf(tx, branch, context)) ?? refuse('not-found');
    }),
  );

  serve(listActivities, ({ params, query }, { actor, read }) =>
    read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(actor.grants, 'read', node.place);
      return isRefusal(allowed) ? allowed : activitiesBeneath(tx, node, query.after, query.limit);
    }),
  );

  serve(readActivity, ({ params }, { actor, read }) =>
    read(async (tx) => {
      const found = await activityWithSheet(tx, params.activityId);
      if (found === null) return refuse('not-found');
      const allowed = permit(actor.grants, 'read', found.place);
      if (isRefusal(allowed)) return allowed;
      const { head, place, ...rest } = found;
      const mayVoid = head.voided === null && mayActOn(actor.grants, 'record-activity', place);
      return { activity: head, ...rest, mayVoid };
    }),
  );

  serve(recordActivity, ({ params, body }, context) =>
    runCommand(context, recordActivityCommand, { ...timed(body), branchId: params.branchId }),
  );

  serve(recordActivities, ({ params, body }, context) =>
    runCommand(context, recordActivitiesCommand, { ...params, meetings: body.meetings.map(timed) }),
  );

  serve(correctSheet, ({ params, body }, context) => runCommand(context, correctSheetCommand, { ...params, ...body }));

  serve(noteLeave, ({ params, body }, context) => runCommand(context, noteLeaveCommand, { ...params, ...body }));

  serve(endLeave, ({ params, body }, context) => runCommand(context, endLeaveCommand, { ...params, ...body }));

  serve(voidActivity, ({ params, body }, context) =>
    runCommand(context, voidActivityCommand, { activityId: params.activityId, reason: body.reason }),
  );
}

function timed<Sent extends { readonly startsAt: string; readonly endsAt: string }>(meeting: Sent) {
  return { ...meeting, startsAt: new Date(meeting.startsAt), endsAt: new Date(meeting.endsAt) };
}
