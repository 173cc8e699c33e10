import { permit, type Place } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { addDeltas } from '../../platform/outbox.ts';
import { activityAtHand, wholeIsJudged, type ActivityAtHand } from '../activity-at-hand.ts';
import { placeOfActivity, presencesOf, sheetDeltas } from '../deltas.ts';
import { sheetVoided } from '../hooks.ts';
import { markMet } from '../mark-met.ts';
import { lecturersAt } from '../naming.ts';
import { sheetsPartlySeen } from '../partly-seen.ts';
import { placeInLedger, sheetPlace } from '../plan-places.ts';
import { planOf, type PlanRow } from '../plans.view.ts';

interface Input {
  readonly activityId: string;
  readonly reason: string;
}

interface State extends ActivityAtHand {
  /** Where it was held, and of every sheet on it. */
  readonly places: readonly Place[];
  readonly plan: PlanRow | null;
  readonly lecturers: readonly (string | null)[];
}

/** All of it, with the sheets of all who met: the right is asked for at each of their branches. */
export const voidActivityCommand: Command<Input, State, { reason: string }, { id: string }> = {
  name: 'study.void-activity',
  load: async (tx, { activityId }) => {
    const atHand = await activityAtHand(tx, activityId);
    if (isRefusal(atHand)) return atHand;
    const { planned_id: planId, region_id: regionId } = atHand.activity;
    if ((await sheetsPartlySeen(tx, regionId, activityId)).size > 0) return refuse('roll-partly-seen');
    const plan = planId === null ? null : await planOf(tx, planId);
    const guests = plan?.branches.filter(({ sheet }) => sheet !== null) ?? [];
    const lecturers = await lecturersAt(tx, activityId);
    return { ...atHand, plan, lecturers, places: [atHand.place, ...guests.map(sheetPlace)] };
  },
  permit: (actor, { place, places }) => {
    const refused = places.map((each) => permit(actor.grants, 'record-activity', each)).find(isRefusal);
    return refused ?? permit(actor.grants, 'record-activity', place);
  },
  decide: (state, { reason }) => {
    if (state.activity.voided_at !== null) return refuse('activity-voided-already');
    if (wholeIsJudged(state)) return refuse('evidence-window-closed');
    return { reason };
  },
  save: async (tx, { reason }, state, { actor, at, tell, timeZone }) => {
    const { activity, lines } = state;
    const sheetIds = [...new Set(lines.map((line) => line.sheet_id))];
    await tx
      .updateTable('activity')
      .set({ voided_at: at, voided_by: actor.personId, voided_by_name: actor.personName, void_reason: reason })
      .where('region_id', '=', activity.region_id)
      .where('id', '=', activity.id)
      .execute();
    await tx
      .updateTable('attendance')
      .set({ voided_at: at })
      .where('region_id', '=', activity.region_id)
      .where('sheet_id', 'in', sheetIds)
      .execute();
    const place = placeOfActivity(activity, timeZone);
    await addDeltas(tx, [...sheetDeltas(place, [], -1), ...presencesOf(place, lines)]);
    await markMet(tx, state);
    await tell(tx, sheetVoided, { regionId: activity.region_id, sheetIds });
  },
  record: ({ reason }, { activity, place, plan }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.activity-voided',
      subjectId: activity.id,
      place: plan === null ? place : placeInLedger(plan),
      occurredAt: null,
      summary: { topic: activity.topic, reason },
      head: { activity: activity.id, reason },
      personal: [],
    },
  ],
  answer: (_facts, { activity }) => ({ id: activity.id }),
};
