import { permit } from '@muster/core/access';
import { isRefusal, refuse } from '@muster/core/kernel';
import { undoDischarge } from '../../obligation/index.ts';
import type { Command } from '../../platform/command.ts';
import { activityAtHand, type ActivityAtHand } from '../activity-at-hand.ts';
import { lecturesOf, type LectureRow } from '../lectures.view.ts';

interface Input {
  readonly lectureId: string;
  readonly reason: string;
}

interface State extends ActivityAtHand {
  readonly lecture: LectureRow;
}

interface Facts {
  readonly reason: string;
  readonly salt: Uint8Array;
}

/** Somebody was named by mistake: what the lecture closed is open again. */
export const withdrawLectureCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.withdraw-lecture',
  load: async (tx, { lectureId }) => {
    const [before] = await lecturesOf(tx, { id: lectureId });
    if (before === undefined) return refuse('not-found');
    const atHand = await activityAtHand(tx, before.activityId);
    if (isRefusal(atHand)) return atHand;
    const [lecture] = await lecturesOf(tx, { id: lectureId });
    return lecture === undefined ? refuse('not-found') : { ...atHand, lecture };
  },
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ lecture, judged }, { reason }, { bytes }) => {
    if (lecture.withdrawnAt !== null) return refuse('lecture-withdrawn-already');
    return judged.size > 0 ? refuse('evidence-window-closed') : { reason, salt: bytes(16) };
  },
  save: async (tx, { reason }, { activity, lecture }, circumstances) => {
    const { actor, at } = circumstances;
    const regionId = activity.region_id;
    await tx
      .updateTable('lecture')
      .set({
        withdrawn_at: at,
        withdrawn_by: actor.personId,
        withdrawn_by_name: actor.personName,
        withdrawn_reason: reason,
      })
      .where('region_id', '=', regionId)
      .where('id', '=', lecture.id)
      .execute();
    await undoDischarge(tx, circumstances, { regionId, recordKind: 'lecture', recordIds: [lecture.id] });
  },
  record: ({ reason, salt }, { activity, place, lecture }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.lecture-withdrawn',
      subjectId: activity.id,
      place,
      occurredAt: null,
      summary: { topic: activity.topic },
      head: { lecture: lecture.id },
      personal: [{ salt, value: { lecture: lecture.id, reason } }],
    },
  ],
  answer: (_facts, { lecture }) => ({ id: lecture.id }),
};
