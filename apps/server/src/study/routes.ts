import {
  callOffPlan,
  changePlan,
  correctSheet,
  endLeave,
  listActivities,
  listOwnPlans,
  listPlans,
  listPresences,
  listSignIns,
  noteLeave,
  planActivity,
  readActivity,
  readOwnSignIn,
  readPlan,
  readRoll,
  readSignInCode,
  recordActivities,
  recordActivity,
  recordSheet,
  signIn,
  voidActivity,
} from '@muster/contract/study';
import { mayActOn, permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { readsAbout } from '../campaign/index.ts';
import { findNode, readNode } from '../organisation/index.ts';
import { runCommand } from '../platform/command.ts';
import type { Serve } from '../platform/http/serve.ts';
import { apartRoutes } from './apart-routes.ts';
import { activitiesBeneath } from './activities.view.ts';
import { unjudgedAt } from './activity-at-hand.ts';
import { activityWithSheet } from './activity.view.ts';
import { sheetsPartlySeen } from './partly-seen.ts';
import { callOffPlanCommand } from './commands/call-off-plan.ts';
import { changePlanCommand } from './commands/change-plan.ts';
import { correctSheetCommand } from './commands/correct-sheet.ts';
import { recordActivitiesCommand } from './commands/record-activities.ts';
import { endLeaveCommand } from './commands/end-leave.ts';
import { noteLeaveCommand } from './commands/note-leave.ts';
import { planActivityCommand } from './commands/plan-activity.ts';
import { recordActivityCommand } from './commands/record-activity.ts';
import { recordSheetCommand } from './commands/record-sheet.ts';
import { signInCommand } from './commands/sign-in.ts';
import { voidActivityCommand } from './commands/void-activity.ts';
import { comingAt, hostPlace, planAnswers, planOf } from './plans.view.ts';
import { sheetPlace } from './plan-places.ts';
import { noteRoutes } from './notes/note-routes.ts';
import { lackingRoutes } from './lacking/lacking-routes.ts';
import { readingRoutes } from './reading/reading-routes.ts';
import { activityOfFormerPlace } from './former-activity.view.ts';
import { activityOfGuest } from './guest-activity.view.ts';
import { leftOutThere } from './left-out-there.view.ts';
import { lectureRoutes, namedIn, type Named } from './lecture-routes.ts';
import { ownPlans, ownSignIn, signInScreen, signInsOf } from './sign-in.view.ts';
import { rollOf } from './roll.view.ts';
import { mobilisationRoutes } from './mobilisation/mobilisation-routes.ts';
import { activitySheets } from './sheets.ts';
import { presencesBeneath } from './presences.view.ts';
import { presenceSheets } from './presence-sheets.ts';

export function routes(serve: Serve): void {
  lectureRoutes(serve);
  apartRoutes(serve);
  readingRoutes(serve);
  lackingRoutes(serve);
  mobilisationRoutes(serve);
  noteRoutes(serve);

  serve(readRoll, ({ params }, context) =>
    context.read(async (tx) => {
      const branch = await findNode(tx, params.branchId);
      if (branch?.kind !== 'branch') return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', branch.place);
      if (isRefusal(allowed)) return allowed;
      return (await rollOf(tx, branch, context)) ?? refuse('not-found');
    }),
  );

  serve.list(listActivities, activitySheets, ({ params, query }, context) =>
    context.read(async (tx) => {
      const node = await findNode(tx, params.organisationId);
      if (node === null) return refuse('not-found');
      const allowed = permit(context.actor.grants, 'read', node.place);
      return isRefusal(allowed) ? allowed : activitiesBeneath(tx, node, query, context);
    }),
  );

  serve.list(listPresences, presenceSheets, ({ params, query }, context) =>
    readNode(context, params.organisationId, (tx, node) =>
      presencesBeneath(tx, node, query, context, context.platform.timeZone),
    ),
  );

  serve(readActivity, ({ params, query }, { actor, read }) =>
    read(async (tx) => {
      const found = await activityWithSheet(tx, params.activityId, query.branch);
      const allowed = found === null ? refuse('not-found') : permit(actor.grants, 'read', found.readAt);
      const shown = isRefusal(allowed)
        ? await activityOfFormerPlace(tx, params.activityId, query.branch, actor)
        : found;
      if (shown === null) {
        const guest = await activityOfGuest(tx, params.activityId, actor);
        return guest ?? (isRefusal(allowed) ? allowed : refuse('not-found'));
      }
      const { head, regionId, runs, place, places, readAt: _, ...rest } = shown;
      const may = (at: Place) => runs && head.voided === null && mayActOn(actor.grants, 'record-activity', at);
      const [mayCorrect, mayVoid] = [may(place), places.every(may)];
      const unjudged = mayCorrect || mayVoid ? await unjudgedAt(tx, head.id) : null;
      const [corrects, voids] = [unjudged?.sheet(rest.branch.id) === true, unjudged?.whole === true];
      const partly = unjudged === null ? new Set() : await sheetsPartlySeen(tx, regionId, head.id);
      return {
        activity: head,
        ...rest,
        judged: (mayCorrect && !corrects) || (mayVoid && !voids) ? (unjudged?.judged ?? []) : [],
        isPartlySeen: (mayCorrect && partly.has(rest.branch.id)) || (mayVoid && partly.size > 0),
        mayCorrect: mayCorrect && corrects && !partly.has(rest.branch.id),
        mayVoid: mayVoid && voids && partly.size === 0,
      };
    }),
  );

  serve(listPlans, ({ params }, context) =>
    readNode(context, params.organisationId, (tx, node) => comingAt(tx, node, context)),
  );

  serve(readPlan, ({ params }, { actor, read }) =>
    read(async (tx) => {
      const plan = await planOf(tx, params.planId);
      if (plan === null) return refuse('not-found');
      const about = { ...hostPlace(plan), campaignId: plan.campaignId };
      if (!readsAbout({ actor }, about)) return refuse('of-another-campaign');
      const [answer] = await planAnswers(tx, [plan], actor.grants);
      return answer === undefined ? refuse('not-found') : { plan: answer };
    }),
  );

  serve(listOwnPlans, (_input, { actor, at, read }) => read((tx) => ownPlans(tx, actor.personId, at)));

  serve(readOwnSignIn, ({ params }, { at, read }) =>
    read(async (tx) => {
      const plan = await planOf(tx, params.planId);
      return plan === null ? refuse('not-found') : ownSignIn(tx, plan, at);
    }),
  );

  serve(signIn, ({ params, body }, context) => runCommand(context, signInCommand, { ...params, ...body }));

  serve(readSignInCode, ({ params }, { actor, at, read, platform }) =>
    read(async (tx) => {
      const plan = await planOf(tx, params.planId);
      return plan === null ? refuse('not-found') : signInScreen(tx, plan, actor.grants, at, platform.timeZone);
    }),
  );

  serve(listSignIns, ({ params }, { actor, read, platform }) =>
    read(async (tx) => {
      const plan = await planOf(tx, params.planId);
      const branch = plan?.branches.find(({ id }) => id === params.branchId);
      if (plan === null || branch === undefined) return refuse('not-found');
      const allowed = permit(actor.grants, 'record-activity', sheetPlace(branch));
      if (isRefusal(allowed)) return allowed;
      const signIns = await signInsOf(tx, plan, branch.id);
      const leftOut = await leftOutThere(tx, plan, [branch.id], platform.timeZone);
      return {
        signIns: signIns.map(({ personId, signedAt }) => ({ personId, signedAt: signedAt.toISOString() })),
        leftOut: leftOut.get(branch.id) ?? [],
      };
    }),
  );

  serve(planActivity, ({ params, body }, context) =>
    runCommand(context, planActivityCommand, { ...timed(body), branchId: params.branchId }),
  );

  serve(changePlan, ({ params, body }, context) =>
    runCommand(context, changePlanCommand, { ...timed(body), planId: params.planId }),
  );

  serve(callOffPlan, ({ params, body }, context) => runCommand(context, callOffPlanCommand, { ...params, ...body }));

  serve(recordSheet, ({ params, body: { held, ...sheet } }, context) =>
    runCommand(context, recordSheetCommand, {
      ...params,
      ...sheet,
      held: held === undefined ? undefined : timed(held),
    }),
  );

  serve(recordActivity, ({ params, body }, context) =>
    runCommand(context, recordActivityCommand, { ...spoken(timed(body)), branchId: params.branchId }),
  );

  serve(recordActivities, ({ params, body }, context) =>
    runCommand(context, recordActivitiesCommand, {
      ...params,
      meetings: body.meetings.map((meeting) => spoken(timed(meeting))),
    }),
  );

  serve(correctSheet, ({ params, body }, context) => runCommand(context, correctSheetCommand, { ...params, ...body }));

  serve(noteLeave, ({ params, body }, context) => runCommand(context, noteLeaveCommand, { ...params, ...body }));

  serve(endLeave, ({ params, body }, context) => runCommand(context, endLeaveCommand, { ...params, ...body }));

  serve(voidActivity, ({ params, body }, context) =>
    runCommand(context, voidActivityCommand, { activityId: params.activityId, reason: body.reason }),
  );
}

function spoken<Sent extends { readonly lecturers?: readonly Named[] | undefined }>({ lecturers, ...meeting }: Sent) {
  return { ...meeting, ...(lecturers !== undefined && { lecturers: lecturers.map(namedIn) }) };
}

function timed<Sent extends { readonly startsAt: string; readonly endsAt: string }>(meeting: Sent) {
  return { ...meeting, startsAt: new Date(meeting.startsAt), endsAt: new Date(meeting.endsAt) };
}
