import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { nameLecturer, type Candidate, type Capacity, type NamedLecturer } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { activityAtHand, type ActivityAtHand } from '../activity-at-hand.ts';
import { candidatesFor, lecturesOf, type LectureRow } from '../lectures.view.ts';
import { settleLecture } from '../settle-lecture.ts';

interface Input extends NamedLecturer {
  readonly activityId: string;
}

interface State extends ActivityAtHand {
  readonly candidates: readonly Candidate[];
  readonly named: readonly LectureRow[];
}

interface Facts {
  readonly id: string;
  readonly capacity: Capacity;
  readonly personId: string | null;
  readonly name: string;
  readonly salt: Uint8Array;
}

/** Who spoke is said by whoever records for the host. */
export const nameLecturerCommand: Command<Input, State, Facts, { id: string }> = {
  name: 'study.name-lecturer',
  load: async (tx, { activityId }) => {
    const atHand = await activityAtHand(tx, activityId);
    if (isRefusal(atHand)) return atHand;
    const lectures = await lecturesOf(tx, { activityId });
    return {
      ...atHand,
      candidates: await candidatesFor(tx, activityId),
      named: lectures.filter(({ withdrawnAt }) => withdrawnAt === null),
    };
  },
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, candidates, named }, input, { newId, bytes }) => {
    const said = nameLecturer({ isVoided: activity.voided_at !== null, candidates, named }, input);
    return isRefusal(said) ? said : { ...said, id: newId(), salt: bytes(16) };
  },
  save: async (tx, { id, capacity, personId, name, salt }, state, circumstances) => {
    const { activity } = state;
    const { actor, at } = circumstances;
    await tx
      .insertInto('lecture')
      .values({
        region_id: activity.region_id,
        id,
        activity_id: activity.id,
        capacity,
        lecturer_id: personId,
        lecturer_name: name,
        salt: Buffer.from(salt),
        named_by: actor.personId,
        named_by_name: actor.personName,
        recorded_at: at,
        path: activity.path,
        party_path: activity.party_path,
      })
      .execute();
    await settleLecture(tx, state, { id, capacity, personId, hasOwnScript: false }, circumstances);
  },
  record: ({ id, capacity, personId, name, salt }, { activity, place }) => [
    {
      regionId: activity.region_id,
      unitId: activity.host_unit_id,
      kind: 'study.lecturer-named',
      subjectId: activity.id,
      place,
      occurredAt: activity.ends_at,
      summary: { topic: activity.topic },
      head: { lecture: id, activity: activity.id, capacity },
      personal: [{ salt, value: { lecture: id, person: personId, name } }],
    },
  ],
  answer: ({ id }) => ({ id }),
};
