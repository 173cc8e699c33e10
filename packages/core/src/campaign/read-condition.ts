import { minutesOf, thresholdOf } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { nearestWord } from './nearest-word.ts';
import type { Condition, Playbook } from './playbook.ts';
import { readPredicate } from './read-predicate.ts';
import { blame, codeOf, flagOf, keysOf, listOf, textOf, wholeOf, wordsOf, type Spot } from './spot.ts';

/** What a condition is checked against. */
export interface Ground {
  readonly catalogue: readonly Measure[];
  readonly profile: Playbook['profile'];
  readonly studyHourMinutes: number;
  readonly tracks: readonly string[];
  /** Code of the layer that is being read; null for a playbook that extends none. */
  readonly layer: string | null;
}

export const conditionKeys = ['code', 'title', 'measure', 'hard', 'threshold', 'notFor', 'dueDaysBeforeEnd'] as const;
export const conditionChoices = ['each', 'deliverable', 'onlyFor'] as const;

/** `deliverables` are the codes of what the stage asks to be handed in. */
export function readCondition(spot: Spot, ground: Ground, deliverables: readonly string[]): Condition {
  const keys = keysOf(spot, { required: conditionKeys, optional: conditionChoices });
  const measure = measureOf(keys.measure, ground);
  const isHard = flagOf(keys.hard);
  const comparison = measure?.grain === 'member' ? 'at-least' : (measure?.comparison ?? 'at-least');
  const threshold = readThreshold(keys.threshold, measure, comparison);
  if (threshold === null && isHard && keys.threshold.value === 'not set') blame(keys.threshold, 'threshold-missing');
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    measure: measure?.code ?? '',
    grain: measure?.grain ?? 'unit',
    isHard,
    memberNeeds: memberNeedsOf(keys.each, measure, ground),
    comparison,
    threshold,
    deliverable: deliverableOf(keys.deliverable, measure, deliverables),
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
    onlyFor: keys.onlyFor.value === undefined ? null : readPredicate(keys.onlyFor),
    dueDaysBeforeEnd: wholeOf(keys.dueDaysBeforeEnd, 0, 366),
    layer: ground.layer,
  };
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
  if (measure.unitOfMeasure !== 'acceptance') {
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
