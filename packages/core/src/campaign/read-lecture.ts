import { lecturers, type LectureDuty } from './playbook.ts';
import { blameLateDay, blameNobody, kindOf, trackOf, type Ground, type StageGround } from './read-condition.ts';
import {
  blame,
  codeOf,
  flagOf,
  fullListOf,
  keysOf,
  listedOf,
  listOf,
  oneOf,
  wholeOf,
  wordsOf,
  type Spot,
} from './spot.ts';

/** A lecture that the stage asks for, by whom and until when. */
export function readLecture(spot: Spot, ground: Ground, stage: StageGround): LectureDuty {
  const keys = keysOf(spot, {
    required: ['code', 'title', 'by', 'activities', 'dueDaysBeforeEnd'],
    optional: ['ownScript', 'notFor', 'exempt'],
  });
  const duty: LectureDuty = {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    by: oneOf(keys.by, lecturers, 'head'),
    activityKinds: fullListOf(keys.activities, 10, (item) => kindOf(item, ground)),
    ownScript: keys.ownScript.value !== undefined && flagOf(keys.ownScript),
    dueDaysBeforeEnd: wholeOf(keys.dueDaysBeforeEnd, 0, 366),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
    exemptCategories: listOf(keys.exempt, 50, (item) => listedOf(item, 'categories')),
  };
  if (duty.by !== 'member' && keys.exempt.value !== undefined)
    blame(keys.exempt, 'key-unknown', { key: 'exempt', nearest: 'notFor' });
  blameLateDay(keys.dueDaysBeforeEnd, duty.dueDaysBeforeEnd, stage);
  blameNobody(keys.notFor, duty.notForTracks, stage);
  return duty;
}
