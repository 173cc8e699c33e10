import { fewerTracks, layCondition } from './lay-condition.ts';
import { layLecture } from './lay-lecture.ts';
import { keep, keepWords, larger, layList, layNamed, raise, settle, smaller, type Laying } from './laying.ts';
import type { Deliverable, Stage, Step } from './playbook.ts';
import { blameLateDay, readCondition, trackOf, type StageGround } from './read-condition.ts';
import { readLecture } from './read-lecture.ts';
import { readNamed } from './read-named.ts';
import { layReading, readReading } from './read-reading.ts';
import { layWriting, readWriting } from './read-writing.ts';
import { blameLongSteps, forms, readDeliverable, readStep } from './read-stage.ts';
import { fullListOf, keysOf, oneOf, wholeOf, wordsOf, type Spot } from './spot.ts';

const stageKeys = ['title', 'minimumDays', 'tracks', 'actions', 'result', 'notes'] as const;

/** What a layer says of a stage: more days at least, further actions, steps, deliverables and conditions, stricter ones. */
export function layStage(laying: Laying, spot: Spot, above: Stage, subject: string): Stage {
  const { ground, changes } = laying;
  const keys = keysOf(spot, {
    required: ['code'],
    optional: [...stageKeys, 'steps', 'deliverables', 'lectures', 'readings', 'writings', 'conditions'],
  });
  const tightened = () => changes.push({ subject, what: 'tightened' });
  const minimumDays = raise(keys.minimumDays, above.minimumDays, (item) => wholeOf(item, 1, 366), tightened);
  const standing = new Set(above.steps.map(({ code }) => code));
  const steps = layList(laying, keys.steps, above.steps, `${subject}.steps`, {
    most: 20,
    read: readStep,
    lay: (item, step, at) => layStep(laying, item, step, at),
    // Steps end with the stage, so further ones go in front: the superior's keep their days.
  }).toSorted((a, b) => Number(standing.has(a.code)) - Number(standing.has(b.code)));
  blameLongSteps(keys.steps, steps, minimumDays);
  const stage: StageGround = { days: minimumDays, tracks: above.tracks ?? ground.tracks };
  const deliverables = layList(laying, keys.deliverables, above.deliverables, `${subject}.deliverables`, {
    most: 50,
    read: (item) => readDeliverable(item, ground, stage),
    lay: (item, deliverable, at) => layDeliverable(laying, item, deliverable, { subject: at, stage }),
  });
  const lectures = layList(laying, keys.lectures, above.lectures, `${subject}.lectures`, {
    most: 20,
    read: (item) => readLecture(item, ground, stage),
    lay: (item, lecture, at) => layLecture(laying, item, lecture, { subject: at, stage }),
  });
  const asked = { deliverables, lectures };
  return {
    code: above.code,
    title: keepWords(keys.title, above.title),
    minimumDays,
    tracks: keep(keys.tracks, above.tracks, (item) => fullListOf(item, 20, (each) => trackOf(each, ground.tracks))),
    actions: layList(laying, keys.actions, above.actions, `${subject}.actions`, named),
    result: layResult(laying, keys.result, above.result, `${subject}.result`),
    notes: layList(laying, keys.notes, above.notes, `${subject}.notes`, named),
    steps,
    deliverables,
    lectures,
    readings: layList(laying, keys.readings, above.readings, `${subject}.readings`, {
      most: 50,
      read: (item) => readReading(item, ground, stage),
      lay: (item, reading, at) => layReading(laying, item, reading, at),
    }),
    writings: layList(laying, keys.writings, above.writings, `${subject}.writings`, {
      most: 10,
      read: (item) => readWriting(item, ground, stage),
      lay: (item, writing, at) => layWriting(laying, item, writing, at),
    }),
    conditions: layList(laying, keys.conditions, above.conditions, `${subject}.conditions`, {
      most: 50,
      read: (item) => readCondition(item, ground, stage, asked),
      lay: (item, condition, at) => layCondition(laying, item, condition, { subject: at, stage, asked }),
    }),
  };
}

const named = { most: 50, read: readNamed, lay: layNamed };

function layResult({ changes }: Laying, spot: Spot, above: Stage['result'], subject: string): Stage['result'] {
  if (above !== null) return keepWords(spot, above);
  if (spot.value === undefined) return null;
  changes.push({ subject, what: 'added' });
  return wordsOf(spot);
}

/** Its days stay: a longer step would push the others to earlier days than the superior gave them. */
function layStep(laying: Laying, spot: Spot, above: Step, subject: string): Step {
  const keys = keysOf(spot, { required: ['code'], optional: ['title', 'days', 'actions'] });
  return {
    code: above.code,
    title: keepWords(keys.title, above.title),
    days: keep(keys.days, above.days, (item) => wholeOf(item, 1, 366)),
    actions: layList(laying, keys.actions, above.actions, `${subject}.actions`, named),
  };
}

/** Due earlier, in one form of those that were allowed, on more tracks. */
function layDeliverable(
  { ground, changes }: Laying,
  spot: Spot,
  above: Deliverable,
  { subject, stage }: { readonly subject: string; readonly stage: StageGround },
): Deliverable {
  const keys = keysOf(spot, {
    required: ['code'],
    optional: ['title', 'form', 'daysAfterStart', 'daysBeforeEnd', 'notFor'],
  });
  const tightened = () => changes.push({ subject, what: 'tightened' });
  const [due, other] =
    above.anchor === 'start' ? [keys.daysAfterStart, keys.daysBeforeEnd] : [keys.daysBeforeEnd, keys.daysAfterStart];
  keep(other, above.anchor, () => (above.anchor === 'start' ? 'end' : 'start'));
  const laid: Deliverable = {
    ...above,
    title: keepWords(keys.title, above.title),
    form: settle(
      keys.form,
      above.form,
      {
        read: (item) => oneOf(item, forms, 'either'),
        order: (written, standing) =>
          written === standing
            ? 'same'
            : standing === 'either'
              ? 'stricter'
              : written === 'either'
                ? 'looser'
                : 'other',
        say: String,
      },
      tightened,
    ),
    offsetDays: settle(
      due,
      above.offsetDays,
      { read: (item) => wholeOf(item, 0, 366), order: above.anchor === 'start' ? smaller : larger, say: String },
      tightened,
    ),
    notForTracks: fewerTracks(keys.notFor, above.notForTracks, ground.tracks, tightened),
  };
  blameLateDay(due, laid.offsetDays, stage);
  return laid;
}
