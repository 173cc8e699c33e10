import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { nameLecturer, type NamedLecturer } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { namingAt, type Naming } from '../naming.ts';
import { saveLectures, spokenAt, type NamedLecture } from '../lecture-writes.ts';

interface Input extends NamedLecturer {
  readonly activityId: string;
}

/** Who spoke is said by whoever records for the host. */
export const nameLecturerCommand: Command<Input, Naming, NamedLecture, { id: string }> = {
  name: 'study.name-lecturer',
  load: (tx, { activityId }) => namingAt(tx, activityId),
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, judged, present, absent, candidates, named }, input, { newId, bytes }) => {
    const said = nameLecturer(
      { isVoided: activity.voided_at !== null, evidenceClosed: judged.size > 0, present, absent, candidates, named },
      input,
    );
    return isRefusal(said) ? said : { ...said, id: newId(), salt: bytes(16) };
  },
  save: (tx, named, { activity, lines }, circumstances) =>
    saveLectures(tx, [spokenAt({ activity, lines }, [named])], circumstances),
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
