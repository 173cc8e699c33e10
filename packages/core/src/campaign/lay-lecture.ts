import { fewerTracks } from './lay-condition.ts';
import { keep, keepWords, larger, settle, type Laying } from './laying.ts';
import { lecturers, type LectureDuty } from './playbook.ts';
import { blameLateDay, kindOf, type StageGround } from './read-condition.ts';
import { flagOf, fullListOf, keysOf, oneOf, wholeOf, type Spot } from './spot.ts';

/** Due earlier, with a script of one's own where none was asked for, on more tracks. */
export function layLecture(
  { ground, changes }: Laying,
  spot: Spot,
  above: LectureDuty,
  { subject, stage }: { readonly subject: string; readonly stage: StageGround },
): LectureDuty {
  const keys = keysOf(spot, {
    required: ['code'],
    optional: ['title', 'by', 'activities', 'dueDaysBeforeEnd', 'ownScript', 'notFor'],
  });
  const tightened = () => changes.push({ subject, what: 'tightened' });
  const laid: LectureDuty = {
    ...above,
    title: keepWords(keys.title, above.title),
    by: keep(keys.by, above.by, (item) => oneOf(item, lecturers, 'head')),
    activityKinds: keep(keys.activities, above.activityKinds, (item) =>
      fullListOf(item, 10, (each) => kindOf(each, ground)),
    ),
    ownScript: settle(
      keys.ownScript,
      above.ownScript,
      { read: flagOf, order: (written, standing) => larger(Number(written), Number(standing)), say: String },
      tightened,
    ),
    dueDaysBeforeEnd: settle(
      keys.dueDaysBeforeEnd,
      above.dueDaysBeforeEnd,
      { read: (item) => wholeOf(item, 0, 366), order: larger, say: String },
      tightened,
    ),
    notForTracks: fewerTracks(keys.notFor, above.notForTracks, ground.tracks, tightened),
  };
  blameLateDay(keys.dueDaysBeforeEnd, laid.dueDaysBeforeEnd, stage);
  return laid;
}
