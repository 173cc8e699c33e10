import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import { refuseClosedPlan } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { lockPlan } from '../lock-plan.ts';
import { placeInLedger } from '../plan-places.ts';
import { hostPlace, planOf, type PlanRow } from '../plans.view.ts';

interface Input {
  readonly planId: string;
  readonly reason: string;
}

export const callOffPlanCommand: Command<Input, PlanRow, { reason: string }, { id: string }> = {
  name: 'study.call-off-plan',
  load: async (tx, { planId }) => {
    await lockPlan(tx, planId);
    return (await planOf(tx, planId)) ?? refuse('not-found');
  },
  permit: (actor, plan) => permit(actor.grants, 'record-activity', hostPlace(plan)),
  decide: (plan, { reason }) =>
    refuseClosedPlan({ isCalledOff: plan.calledOffAt !== null, isHeld: plan.activityId !== null }) ?? { reason },
  save: async (tx, { reason }, plan, { actor, at }) => {
    await tx
      .updateTable('planned_activity')
      .set({
        called_off_at: at,
        called_off_by: actor.personId,
        called_off_by_name: actor.personName,
        call_off_reason: reason,
      })
      .where('region_id', '=', plan.regionId)
      .where('id', '=', plan.id)
      .execute();
  },
  record: ({ reason }, plan) => [
    {
      regionId: plan.regionId,
      unitId: plan.hostUnitId,
      kind: 'study.plan-called-off',
      subjectId: plan.id,
      place: placeInLedger(plan),
      occurredAt: null,
      summary: { topic: plan.topic, reason },
      head: { plan: plan.id, reason },
      personal: [],
    },
  ],
  answer: (_facts, plan) => ({ id: plan.id }),
};
