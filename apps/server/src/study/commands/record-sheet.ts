import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { refuseLecturerAbsent, type Absence, type OwnLecturer, type Plan } from '@muster/core/study';
import { participationIn } from '../../campaign/index.ts';
import { findNode, hostOf } from '../../organisation/index.ts';
import type { Command } from '../../platform/command.ts';
import { ownLecturersAt } from '../lectures.view.ts';
import { lockActivity } from '../lock-activity.ts';
import { lockPlan } from '../lock-plan.ts';
import { planOf, type PlanRow } from '../plans.view.ts';
import { activityRow, type ActivityRow } from '../queries.ts';
import { recordingPlace, withoutHost } from '../recording-place.ts';
import { signInsOf } from '../sign-in.view.ts';
import { settleForLater } from '../settle-lecture.ts';
import { sheetStateOf, withRecorded, type SheetState } from '../sheet-state.ts';
import { stageByUnit } from '../writes.ts';
import { answerOf, decideActivity, factOf, saveActivities, type ActivityFacts } from './record-activity.ts';

interface Input {
  readonly planId: string;
  readonly branchId: string;
  readonly held?: Plan | undefined;
  readonly absences: readonly Absence[];
  readonly heads?: number | undefined;
  readonly lateReason?: string | undefined;
  readonly another?: boolean | undefined;
}

interface State extends SheetState {
  readonly plan: PlanRow;
  /** Written by another branch that met with this one; null where this is the first. */
  readonly activity: ActivityRow | null;
  readonly signIns: ReadonlyMap<string, Date>;
  readonly ownLecturers: readonly OwnLecturer[];
}

type Answer = Omit<ReturnType<typeof answerOf>, 'lectureIds'>;

/** The host's sheet makes the activity; those of the others join it, which stays one. */
export const recordSheetCommand: Command<Input, State, ActivityFacts, Answer> = {
  name: 'study.record-sheet',
  load: async (tx, { planId, branchId, held }, asking) => {
    const known = await planOf(tx, planId);
    const branch = await findNode(tx, branchId);
    if (known === null || branch?.kind !== 'branch') return refuse('not-found');
    const unit = await hostOf(tx, branchId);
    if (unit === null) return withoutHost(branch, asking);
    const participation = await participationIn(tx, unit.id, known.campaignId);
    if (participation === null) return refuse('stage-not-open');
    if (known.activityId !== null) await lockActivity(tx, known.activityId);
    const state = await sheetStateOf(tx, branch, unit, participation);
    if (isRefusal(state)) return state;
    await lockPlan(tx, planId);
    const plan = await planOf(tx, planId);
    if (plan === null) return refuse('not-found');
    const signIns = await signInsOf(tx, plan, branchId);
    const activity = plan.activityId === null ? null : await activityRow(tx, plan.activityId);
    return {
      ...(await withRecorded(tx, state, wasHeld(plan, activity, held))),
      plan,
      activity,
      ownLecturers: activity === null ? [] : await ownLecturersAt(tx, activity.id, branchId),
      signIns: new Map(signIns.map(({ personId, signedAt }) => [personId, signedAt])),
    };
  },
  permit: (actor, { branch, unit }) => permit(actor.grants, 'record-activity', recordingPlace(branch, unit)),
  decide: (state, { planId: _plan, held, heads, branchId, ...sheet }, circumstances) => {
    const { plan, activity, signIns } = state;
    if (plan.calledOffAt !== null) return refuse('plan-called-off-already');
    const expected = plan.branches.find(({ id }) => id === branchId);
    if (expected === undefined) return refuse('branch-not-expected');
    if (expected.sheet !== null) return refuse('sheet-recorded-already');
    if (activity === null && branchId !== plan.hostBranchId)
      return refuse('host-records-first', { host: hostName(plan) });
    if (activity !== null && held !== undefined) return refuse('plan-held-already', {}, 'held');
    const facts = decideActivity(state, { ...wasHeld(plan, activity, held), ...sheet, branchId }, circumstances);
    if (isRefusal(facts)) return facts;
    const of = { planId: plan.id, heads: heads ?? null, signIns };
    if (activity === null) return { ...facts, ...of };
    const gone = refuseLecturerAbsent(state.ownLecturers, facts.lines);
    if (gone !== null) return gone;
    return { ...facts, ...of, id: activity.id, joins: { stageCode: activity.stage_code, path: activity.path } };
  },
  save: async (tx, facts, state, circumstances) => {
    await saveActivities(tx, [{ facts, state }], circumstances);
    const { activity, branch } = state;
    if (activity === null) return;
    const stageOf = stageByUnit({ facts, state });
    const lines = facts.lines.map(({ personId, unitId }) => ({
      person_id: personId,
      unit_id: unitId,
      stage_code: stageOf(unitId),
    }));
    await settleForLater(tx, { activity, lines }, branch.id, circumstances);
  },
  record: (facts, state) => [factOf(facts, state)],
  answer: (facts) => {
    const { lectureIds: _none, ...recorded } = answerOf(facts);
    return recorded;
  },
};

function hostName({ branches, hostBranchId }: PlanRow): string {
  return branches.find(({ id }) => id === hostBranchId)?.name ?? '';
}

/** As the host's sheet says, or as it was planned. */
function wasHeld(plan: PlanRow, activity: ActivityRow | null, held: Plan | undefined): Plan {
  return activity === null ? (held ?? asPlanned(plan)) : asHeld(activity);
}

function asPlanned({ kind, topic, place, startsAt, endsAt }: PlanRow): Plan {
  return { kind, topic, place: place ?? undefined, startsAt, endsAt };
}

function asHeld({ kind, topic, place, starts_at, ends_at }: ActivityRow): Plan {
  return { kind, topic, place: place ?? undefined, startsAt: starts_at, endsAt: ends_at };
}
