import { permit } from '@muster/core/access';
import { refuse } from '@muster/core/kernel';
import type { Command } from '../../platform/command.ts';
import { addDeltas, markAllDirty } from '../../platform/outbox.ts';
import { activityAtHand, type ActivityAtHand } from '../activity-at-hand.ts';
import { placeOfActivity, sheetDeltas } from '../deltas.ts';
import { sheetVoided } from '../hooks.ts';

interface Input {
  readonly activityId: string;
  readonly reason: string;
}

export const voidActivityCommand: Command<Input, ActivityAtHand, { reason: string }, { id: string }> = {
  name: 'study.void-activity',
  load: (tx, { activityId }) => activityAtHand(tx, activityId),
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, evidenceClosed }, { reason }) => {
    if (activity.voided_at !== null) return refuse('activity-voided-already');
    if (evidenceClosed) return refuse('evidence-window-closed');
    return { reason };
  },
  save: async (tx, { reason }, { activity, lines, units }, { actor, at, tell }) => {
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
    await addDeltas(tx, sheetDeltas(placeOfActivity(activity), lines, -1));
    await markAllDirty(tx, units);
    await tell(tx, sheetVoided, { regionId: activity.region_id, sheetIds });
  },
  record: ({ reason }, { activity, place }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.activity-voided',
      subjectId: activity.id,
      place,
      occurredAt: null,
      summary: { topic: activity.topic, reason },
      head: { activity: activity.id, reason },
      personal: [],
    },
  ],
  answer: (_facts, { activity }) => ({ id: activity.id }),
};
