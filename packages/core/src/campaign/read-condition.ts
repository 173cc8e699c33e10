import { minutesOf, shareOf, thresholdOf } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { nearestWord } from './nearest-word.ts';
import type { ActivityKind, Condition, Deliverable, LectureDuty, Playbook } from './playbook.ts';
import { readPredicate } from './read-predicate.ts';
import { blame, codeOf, flagOf, keysOf, listOf, textOf, wholeOf, wordsOf, type Spot } from './spot.ts';

/** What a condition is checked against. */
export interface Ground {
  readonly catalogue: readonly Measure[];
  readonly profile: Playbook['profile'];
  readonly studyHourMinutes: number;
  readonly tracks: readonly string[];
  readonly kinds: readonly ActivityKind[];
  /** Code of the layer that is being read; null for a playbook that extends none. */
  readonly layer: string | null;
}

/** The stage that a condition or a deliverable stands in. */
export interface StageGround {
  /** The shortest that the stage may be; null where that cannot be read. */
  readonly days: number | null;
  /** Tracks that go through it. */
  readonly tracks: readonly string[];
}

export const conditionKeys = ['code', 'title', 'measure', 'hard', 'threshold', 'notFor', 'dueDaysBeforeEnd'] as const;
export const conditionChoices = ['each', 'deliverable', 'activity', 'lecture', 'present', 'onlyFor'] as const;

/** What the stage asks for that conditions may be about. */
export interface AskedInStage {
  /** What is to be handed in. */
  readonly deliverables: readonly Deliverable[];
  readonly lectures: readonly LectureDuty[];
}

export function readCondition(spot: Spot, ground: Ground, stage: StageGround, asked: AskedInStage): Condition {
  const keys = keysOf(spot, { required: conditionKeys, optional: conditionChoices });
  const measure = measureOf(keys.measure, ground);
  const isHard = flagOf(keys.hard);
  const comparison = measure?.grain === 'member' ? 'at-least' : (measure?.comparison ?? 'at-least');
  const threshold = readThreshold(keys.threshold, measure, comparison);
  if (threshold === null && isHard && keys.threshold.value === 'not set') blame(keys.threshold, 'threshold-missing');
  if (measure !== undefined) blameMissingKind(keys.measure, measure, ground);
  const handedIn = asked.deliverables.map(({ code }) => code);
  const condition: Condition = {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    measure: measure?.code ?? '',
    grain: measure?.grain ?? 'unit',
    isHard,
    memberNeeds: memberNeedsOf(keys.each, measure, ground),
    comparison,
    threshold,
    deliverable: deliverableOf(keys.deliverable, measure, handedIn),
    activityKind: activityKindOf(keys.activity, measure, ground),
    lecture: lectureOf(keys.lecture, measure, asked.lectures),
    present: presentOf(keys.present, measure),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
    onlyFor: keys.onlyFor.value === undefined ? null : readPredicate(keys.onlyFor),
    dueDaysBeforeEnd: wholeOf(keys.dueDaysBeforeEnd, 0, 366),
    layer: ground.layer,
  };
  blameCondition(keys, condition, stage, asked);
  return condition;
}

/** The most that a year holds: no stage is longer. */
const mostDays = 366;

/** What can be read, and that nobody could ever meet or nobody would ever be asked for. */
export function blameCondition(
  keys: Readonly<Record<'each' | 'threshold' | 'notFor' | 'dueDaysBeforeEnd', Spot>>,
  condition: Condition,
  stage: StageGround,
  { deliverables, lectures }: AskedInStage,
): void {
  const { memberNeeds, threshold, dueDaysBeforeEnd, notForTracks } = condition;
  const mostMinutes = mostDays * 24 * 60;
  if (memberNeeds !== null && memberNeeds > mostMinutes) {
    blame(keys.each, 'too-large', { most: `${mostMinutes} minutes` });
  }
  if (threshold !== null && threshold.den === 1 && threshold.num > mostDays) {
    blame(keys.threshold, 'too-large', { most: mostDays });
  }
  blameLateDay(keys.dueDaysBeforeEnd, dueDaysBeforeEnd, stage);
  blameNobody(keys.notFor, notForTracks, stage);
  const owed = deliverables.find(({ code }) => code === condition.deliverable);
  const stuck = stage.tracks.find((track) => !notForTracks.includes(track) && owed?.notForTracks.includes(track));
  if (stuck !== undefined) blame(keys.notFor, 'deliverable-not-asked', { track: stuck, deliverable: owed?.code ?? '' });
  const given = lectures.find(({ code }) => code === condition.lecture);
  const silent = stage.tracks.find((track) => !notForTracks.includes(track) && given?.notForTracks.includes(track));
  if (silent !== undefined) blame(keys.notFor, 'lecture-not-asked', { track: silent, lecture: given?.code ?? '' });
}

/** A day outside of the shortest that the stage may be would come before it begins, or after it ends. */
export function blameLateDay(spot: Spot, days: number, stage: StageGround): void {
  if (stage.days !== null && days >= stage.days) blame(spot, 'due-outside-stage', { days, most: stage.days - 1 });
}

export function blameNobody(spot: Spot, notFor: readonly string[], { tracks }: StageGround): void {
  if (tracks.length > 0 && tracks.every((track) => notFor.includes(track))) blame(spot, 'for-no-track');
}

/** Where no activity counts for a measure, nobody reaches it. */
function blameMissingKind(spot: Spot, { code, countsOnly }: Measure, { kinds }: Ground): void {
  if (countsOnly === undefined) return;
  const counts = kinds.some((kind) => (countsOnly === 'collective' ? kind.isCollective : kind.isConcentrated));
  if (!counts) blame(spot, 'measure-without-kind', { measure: code });
}

/** A track that the playbook names. */
export function trackOf(spot: Spot, tracks: readonly string[]): string {
  const track = textOf(spot, 40);
  // Where a track has no readable code the fault is there, not here.
  if (track !== '' && !tracks.includes(track) && !tracks.includes('')) {
    blame(spot, 'track-unknown', { track, nearest: nearestWord(track, tracks) ?? '' });
  }
  return track;
}

function measureOf(spot: Spot, { catalogue, profile }: Ground): Measure | undefined {
  const code = textOf(spot, 80);
  if (code === '') return undefined;
  const measure = catalogue.find((known) => known.code === code);
  if (measure === undefined) {
    const codes = catalogue.map((known) => known.code);
    blame(spot, 'measure-unknown', { measure: code, nearest: nearestWord(code, codes) ?? '' });
  } else if (profile === 'light' && measure.unitOfMeasure === 'minutes') {
    blame(spot, 'light-with-hours', { measure: code });
  } else if (profile === 'light' && measure.unitOfMeasure === 'days') {
    blame(spot, 'light-with-lengths', { measure: code });
  }
  return measure;
}

/** What each member needs belongs to a measure of members, and to that one always. */
function memberNeedsOf(each: Spot, measure: Measure | undefined, { studyHourMinutes }: Ground): number | null {
  if (measure === undefined) return null;
  if (measure.grain === 'unit') {
    if (each.value !== undefined) blame(each, 'grain-mismatch', { measure: measure.code });
    return null;
  }
  if (each.value === undefined) blame(each, 'key-missing', { key: 'each' });
  return minutesOf(each, studyHourMinutes);
}

/** Which deliverable belongs to the measure of deliverables, and to that one always. */
function deliverableOf(spot: Spot, measure: Measure | undefined, known: readonly string[]): string | null {
  if (measure === undefined) return null;
  if (measure.about !== 'deliverable') {
    if (spot.value !== undefined) blame(spot, 'deliverable-stray', { measure: measure.code });
    return null;
  }
  if (spot.value === undefined) blame(spot, 'key-missing', { key: 'deliverable' });
  const code = textOf(spot, 40);
  if (code !== '' && !known.includes(code)) {
    blame(spot, 'deliverable-unknown', { deliverable: code, nearest: nearestWord(code, known) ?? '' });
  }
  return code;
}

/** Which lecture belongs to the measure of lectures, and to that one always; of every member none is written down as owed. */
function lectureOf(spot: Spot, measure: Measure | undefined, lectures: readonly LectureDuty[]): string | null {
  if (measure === undefined) return null;
  if (measure.about !== 'lecture') {
    if (spot.value !== undefined) blame(spot, 'lecture-stray', { measure: measure.code });
    return null;
  }
  if (spot.value === undefined) blame(spot, 'key-missing', { key: 'lecture' });
  const known = lectures.flatMap(({ code, by }) => (by === 'member' ? [] : code));
  const code = textOf(spot, 40);
  if (code !== '' && !known.includes(code)) {
    blame(spot, 'lecture-unknown', { lecture: code, nearest: nearestWord(code, known) ?? '' });
  }
  return code;
}

/** How many of the members have to be there belongs to a measure of days, and to that one always; documents taken before it was asked stay readable. */
function presentOf(spot: Spot, measure: Measure | undefined): Condition['present'] {
  if (measure === undefined) return null;
  if (measure.asksPresence !== true) {
    if (spot.value !== undefined) blame(spot, 'presence-stray', { measure: measure.code });
    return null;
  }
  if (spot.value === undefined) blame(spot, 'presence-missing', { key: 'present' });
  return shareOf(spot);
}

/** Which kind of activity belongs to a measure of one kind, and to that one always. */
function activityKindOf(spot: Spot, measure: Measure | undefined, ground: Ground): string | null {
  if (measure === undefined) return null;
  if (measure.about !== 'activity') {
    if (spot.value !== undefined) blame(spot, 'activity-stray', { measure: measure.code });
    return null;
  }
  if (spot.value === undefined) blame(spot, 'key-missing', { key: 'activity' });
  return kindOf(spot, ground);
}

/** A kind of activity that the playbook names. */
export function kindOf(spot: Spot, { kinds }: Pick<Ground, 'kinds'>): string {
  const code = textOf(spot, 40);
  const known = kinds.map((kind) => kind.code);
  // Where a kind has no readable code the fault is there, not here.
  if (code !== '' && !known.includes(code) && !known.includes('')) {
    blame(spot, 'activity-unknown', { activity: code, nearest: nearestWord(code, known) ?? '' });
  }
  return code;
}

/** A threshold from the measure's good side; of members it is the share that reaches what each needs, so the more the better. */
export function readThreshold(
  spot: Spot,
  measure: Measure | undefined,
  comparison: Condition['comparison'],
): Condition['threshold'] {
  const threshold = thresholdOf(spot, measure?.unitOfMeasure);
  if (threshold === null) return null;
  if (measure !== undefined && comparison !== threshold.comparison) {
    blame(spot, 'comparison-wrong', { measure: measure.code, comparison });
  }
  return { num: threshold.num, den: threshold.den };
}
