import type { Deliverable, Stage, Step } from './playbook.ts';
import { blameLateDay, blameNobody, readCondition, trackOf, type Ground, type StageGround } from './read-condition.ts';
import { readLecture } from './read-lecture.ts';
import { distinctListOf, distinctMaybe, readNamed } from './read-named.ts';
import { readReading } from './read-reading.ts';
import { readWriting } from './read-writing.ts';
import { blame, codeOf, fullListOf, keysOf, listOf, oneOf, wholeOf, wordsOf, type Spot } from './spot.ts';

export function readStage(spot: Spot, ground: Ground): Stage {
  const keys = keysOf(spot, {
    required: ['code', 'title', 'minimumDays', 'conditions'],
    optional: ['tracks', 'actions', 'result', 'notes', 'steps', 'deliverables', 'lectures', 'readings', 'writings'],
  });
  const before = spot.faults.length;
  const minimumDays = wholeOf(keys.minimumDays, 1, 366);
  const isKnown = keys.minimumDays.value !== undefined && spot.faults.length === before;
  const steps = distinctMaybe(keys.steps, 20, readStep);
  // Against days that cannot be read no step is too long.
  if (isKnown) blameLongSteps(keys.steps, steps, minimumDays);
  const tracks =
    keys.tracks.value === undefined ? null : fullListOf(keys.tracks, 20, (item) => trackOf(item, ground.tracks));
  const stage: StageGround = { days: isKnown ? minimumDays : null, tracks: tracks ?? ground.tracks };
  const deliverables = distinctMaybe(keys.deliverables, 50, (item) => readDeliverable(item, ground, stage));
  const lectures = distinctMaybe(keys.lectures, 20, (item) => readLecture(item, ground, stage));
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    minimumDays,
    tracks,
    actions: distinctMaybe(keys.actions, 50, readNamed),
    result: keys.result.value === undefined ? null : wordsOf(keys.result),
    notes: distinctMaybe(keys.notes, 50, readNamed),
    steps,
    deliverables,
    lectures,
    readings: distinctMaybe(keys.readings, 50, (item) => readReading(item, ground, stage)),
    writings: distinctMaybe(keys.writings, 10, (item) => readWriting(item, ground, stage)),
    // A stage that nothing judges could be left by nobody: the gate wants at least one condition, hard or soft.
    conditions: distinctListOf(keys.conditions, 50, (item) =>
      readCondition(item, ground, stage, { deliverables, lectures }),
    ),
  };
}

/** Steps end with the stage and lie within the shortest that it may be, so that the first never begins before it. */
export function blameLongSteps(spot: Spot, steps: readonly Step[], minimumDays: number): void {
  const days = steps.reduce((sum, step) => sum + step.days, 0);
  if (days > minimumDays) blame(spot, 'steps-too-long', { days, most: minimumDays });
}

export function readStep(spot: Spot): Step {
  const keys = keysOf(spot, { required: ['code', 'title', 'days'], optional: ['actions'] });
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    days: wholeOf(keys.days, 1, 366),
    actions: distinctMaybe(keys.actions, 50, readNamed),
  };
}

export const forms = ['text', 'file', 'either'] as const;

export function readDeliverable(spot: Spot, { tracks }: Ground, stage: StageGround): Deliverable {
  const keys = keysOf(spot, {
    required: ['code', 'title', 'form'],
    optional: ['daysAfterStart', 'daysBeforeEnd', 'notFor'],
  });
  const anchor = keys.daysAfterStart.value === undefined ? 'end' : 'start';
  const due = anchor === 'start' ? keys.daysAfterStart : keys.daysBeforeEnd;
  if (due.value === undefined && spot.value !== undefined) blame(due, 'key-missing', { key: 'daysBeforeEnd' });
  // Due once: both would leave open which of them holds.
  if (anchor === 'start' && keys.daysBeforeEnd.value !== undefined) {
    blame(keys.daysBeforeEnd, 'key-unknown', { key: 'daysBeforeEnd', nearest: 'daysAfterStart' });
  }
  const deliverable: Deliverable = {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    form: oneOf(keys.form, forms, 'either'),
    anchor,
    offsetDays: wholeOf(due, 0, 366),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, tracks)),
  };
  blameLateDay(due, deliverable.offsetDays, stage);
  blameNobody(keys.notFor, deliverable.notForTracks, stage);
  return deliverable;
}
