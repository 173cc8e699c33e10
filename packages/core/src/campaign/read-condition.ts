import { minutesOf, thresholdOf } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { nearestWord } from './nearest-word.ts';
import type { Condition, Playbook } from './playbook.ts';
import { blame, codeOf, flagOf, keysOf, listOf, textOf, wholeOf, wordsOf, type Spot } from './spot.ts';

/** What a condition is checked against. */
export interface Ground {
  readonly catalogue: readonly Measure[];
  readonly profile: Playbook['profile'];
  readonly studyHourMinutes: number;
  readonly tracks: readonly string[];
}

export function readCondition(spot: Spot, ground: Ground): Condition {
  const keys = keysOf(spot, {
    required: ['code', 'title', 'measure', 'hard', 'threshold', 'notFor', 'dueDaysBeforeEnd'],
    optional: ['each'],
  });
  const measure = measureOf(keys.measure, ground);
  const isHard = flagOf(keys.hard);
  const threshold = readThreshold(keys.threshold, isHard, measure);
  return {
    code: codeOf(keys.code),
    title: wordsOf(keys.title),
    measure: measure?.code ?? '',
    grain: measure?.grain ?? 'unit',
    isHard,
    memberNeeds: memberNeedsOf(keys.each, measure, ground),
    comparison: comparisonOf(measure) ?? 'at-least',
    threshold,
    notForTracks: listOf(keys.notFor, 20, (item) => trackOf(item, ground.tracks)),
    dueDaysBeforeEnd: wholeOf(keys.dueDaysBeforeEnd, 0, 366),
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

/** Of members it is the share that reaches what each needs: the more the better, whatever the measure. */
function comparisonOf(measure: Measure | undefined): Condition['comparison'] | undefined {
  return measure?.grain === 'member' ? 'at-least' : measure?.comparison;
}

function readThreshold(spot: Spot, isHard: boolean, measure: Measure | undefined): Condition['threshold'] {
  const threshold = thresholdOf(spot);
  if (threshold === null) {
    if (isHard && spot.value === 'not set') blame(spot, 'threshold-missing');
    return null;
  }
  const wanted = comparisonOf(measure);
  if (wanted !== undefined && wanted !== threshold.comparison) {
    blame(spot, 'comparison-wrong', { measure: measure?.code ?? '', comparison: wanted });
  }
  return { num: threshold.num, den: threshold.den };
}
