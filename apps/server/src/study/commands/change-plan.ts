import { permit } from '@muster/core/access';
import type { Playbook } from '@muster/core/campaign';
import { refuse } from '@muster/core/kernel';
import { planActivity, refuseClosedPlan, type Plan, type Planned } from '@muster/core/study';
import { effectivePlaybooks, participationIn } from '../../campaign/index.ts';
import type { Command } from '../../platform/command.ts';
import { lockPlan } from '../lock-plan.ts';
import { hostPlace, planOf, type PlanRow } from '../plans.view.ts';
import { placeInLedger } from '../plan-places.ts';
import { plannedThen } from '../planned-then.ts';

interface Input extends Plan {
  readonly planId: string;
}

interface State {
  readonly plan: PlanRow;
  readonly playbook: Playbook;
  readonly planned: readonly Planned[];
}

export const changePlanCommand: Command<Input, State, Plan, { id: string }> = {
  name: 'study.change-plan',
  load: async (tx, { planId, ...times }) => {
    await lockPlan(tx, planId);
    const plan = await planOf(tx, planId);
    if (plan === null) return refuse('not-found');
    const participation = await participationIn(tx, plan.hostUnitId, plan.campaignId);
    const playbook = participation && (await effectivePlaybooks(tx, [participation.id])).get(participation.id);
    if (playbook == null) return refuse('stage-not-open');
    const branchIds = plan.branches.map(({ id }) => id);
    // Whoever has put it at that time was asked then.
    const isMoved = +times.startsAt !== +plan.startsAt || +times.endsAt !== +plan.endsAt;
    const planned = isMoved
      ? await plannedThen(tx, { ...times, regionId: plan.regionId, branchIds, except: planId })
      : [];
    return { plan, playbook, planned };
  },
  permit: (actor, { plan }) => permit(actor.grants, 'record-activity', hostPlace(plan)),
  decide: ({ plan, playbook, planned }, { planId: _plan, ...changed }, { at, timeZone }) =>
    refuseClosedPlan({ isCalledOff: plan.calledOffAt !== null, isHeld: plan.activityId !== null }) ??
    planActivity(playbook, changed, at, timeZone, planned),
  save: async (tx, { kind, topic, place, startsAt, endsAt }, { plan }, { actor, at }) => {
    await tx
      .updateTable('planned_activity')
      .set({
        kind,
        topic,
        place: place ?? null,
        starts_at: startsAt,
        ends_at: endsAt,
        changed_at: at,
        changed_by_name: actor.personName,
      })
      .where('region_id', '=', plan.regionId)
      .where('id', '=', plan.id)
      .execute();
  },
  record: ({ kind, topic, place, startsAt, endsAt }, { plan }) => [
    {
      regionId: plan.regionId,
      unitId: plan.hostUnitId,
      kind: 'study.plan-changed',
      subjectId: plan.id,
      place: placeInLedger(plan),
      occurredAt: null,
      summary: { topic },
      head: {
        plan: plan.id,
        from: said(plan),
        to: said({ kind, topic, place: place ?? null, startsAt, endsAt }),
      },
      personal: [],
    },
  ],
  answer: (_facts, { plan }) => ({ id: plan.id }),
};

function said({ kind, topic, place, startsAt, endsAt }: Omit<Plan, 'place'> & { readonly place: string | null }) {
  return { kind, topic, place, starts: startsAt.toISOString(), ends: endsAt.toISOString() };
}
