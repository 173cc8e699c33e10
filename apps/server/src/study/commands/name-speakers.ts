import { permit } from '@muster/core/access';
import { isRefusal } from '@muster/core/kernel';
import { nameLecturers } from '@muster/core/study';
import type { Command } from '../../platform/command.ts';
import { lecturersFact, saveLectures, spokenAt, withKeys, type NamedLecture } from '../lecture-writes.ts';
import { namingAt, type Naming } from '../naming.ts';

interface Input {
  readonly activityId: string;
  readonly personIds: readonly string[];
}

/** Members who spoke themselves, each for himself or herself; all that are named, or none. */
export const nameSpeakersCommand: Command<Input, Naming, readonly NamedLecture[], { named: number }> = {
  name: 'study.name-speakers',
  load: (tx, { activityId }) => namingAt(tx, activityId),
  permit: (actor, { place }) => permit(actor.grants, 'record-activity', place),
  decide: ({ activity, judged, present, absent, candidates, named }, { personIds }, circumstances) => {
    const asked = personIds.map((personId) => ({ capacity: 'member', personId, name: null }) as const);
    const said = nameLecturers(
      { isVoided: activity.voided_at !== null, evidenceClosed: judged.size > 0, present, absent, candidates, named },
      asked,
    );
    return isRefusal(said) ? said : withKeys(said, circumstances);
  },
  save: (tx, named, { activity, lines }, circumstances) =>
    saveLectures(tx, [spokenAt({ activity, lines }, named)], circumstances),
  record: (named, { activity, lines, place }) => [
    lecturersFact(spokenAt({ activity, lines }, named), {
      unitId: activity.host_unit_id,
      place,
      topic: activity.topic,
      endsAt: activity.ends_at,
    }),
  ],
  answer: (named) => ({ named: named.length }),
};
