import { minutesOf, shareOf, writtenMinutes, writtenShare, writtenThreshold } from './amount.ts';
import type { Measure } from './catalogue.ts';
import { keep, keepWords, larger, raise, settle, type Laying } from './laying.ts';
import type { Condition } from './playbook.ts';
import {
  blameCondition,
  conditionChoices,
  conditionKeys,
  readThreshold,
  trackOf,
  type AskedInStage,
  type Ground,
  type StageGround,
} from './read-condition.ts';
import { readPredicate } from './read-predicate.ts';
import { blame, flagOf, keysOf, listOf, textOf, wholeOf, type Spot } from './spot.ts';

/** Where a condition stands, and in which stage. */
interface LaidIn {
  readonly subject: string;
  readonly stage: StageGround;
  readonly asked: AskedInStage;
}

/** What a layer says of a condition that stands above: stricter, never looser, and of the same thing. */
export function layCondition(
  laying: Laying,
  spot: Spot,
  above: Condition,
  { subject, stage, asked }: LaidIn,
): Condition {
  const { ground, changes } = laying;
  const keys = keysOf(spot, { required: ['code'], optional: [...conditionKeys, ...conditionChoices] });
  const before = changes.length;
  const tightened = () => changes.push({ subject, what: 'tightened' });
  const measure = ground.catalogue.find(({ code }) => code === above.measure);
  const threshold = settle(keys.threshold, above.threshold, thresholdRule(above, measure), tightened);
  const isHard = settle(keys.hard, above.isHard, hardRule, tightened);
  // Hard without a figure: the layer makes it hard, so the layer has to give the figure.
  if (isHard && threshold === null) blame(keys.hard, 'threshold-missing');
  const laid: Condition = {
    ...above,
    title: keepWords(keys.title, above.title),
    measure: keep(keys.measure, above.measure, (item) => textOf(item, 80)),
    isHard,
    memberNeeds:
      above.memberNeeds === null
        ? refuseEach(keys.each, above)
        : settleEach(keys.each, above.memberNeeds, ground, tightened),
    threshold,
    deliverable: keep(keys.deliverable, above.deliverable, (item) => textOf(item, 40)),
    activityKind: keep(keys.activity, above.activityKind, (item) => textOf(item, 40)),
    lecture: keep(keys.lecture, above.lecture, (item) => textOf(item, 40)),
    present: layPresent(keys.present, above, measure, tightened),
    notForTracks: fewerTracks(keys.notFor, above.notForTracks, ground.tracks, tightened),
    onlyFor: keep(keys.onlyFor, above.onlyFor, readPredicate),
    dueDaysBeforeEnd: raise(keys.dueDaysBeforeEnd, above.dueDaysBeforeEnd, (item) => wholeOf(item, 0, 366), tightened),
  };
  blameCondition(keys, laid, stage, asked);
  return { ...laid, layer: changes.length > before ? ground.layer : above.layer };
}

const hardRule = {
  read: flagOf,
  order: (written: boolean, above: boolean) => larger(Number(written), Number(above)),
  say: String,
};

/** Of two shares that with the smaller distance to perfection is the stricter; a figure is stricter than none. */
function thresholdRule({ comparison }: Condition, measure: Measure | undefined) {
  return {
    read: (spot: Spot) => readThreshold(spot, measure, comparison),
    order: (written: Condition['threshold'], above: Condition['threshold']) => {
      if (written === null || above === null) return larger(Number(written !== null), Number(above !== null));
      const [a, b] = [written.num * above.den, above.num * written.den];
      return comparison === 'below' ? larger(b, a) : larger(a, b);
    },
    say: (threshold: Condition['threshold']) => writtenThreshold(threshold, comparison, measure?.unitOfMeasure),
  };
}

/** More of the members; a share where none was set. */
function layPresent(
  spot: Spot,
  above: Condition,
  measure: Measure | undefined,
  tightened: () => void,
): Condition['present'] {
  if (spot.value !== undefined && measure?.asksPresence !== true) {
    blame(spot, 'presence-stray', { measure: above.measure });
    return above.present;
  }
  const rule = {
    read: shareOf,
    order: (written: Condition['present'], standing: Condition['present']) =>
      written === null || standing === null
        ? larger(Number(written !== null), Number(standing !== null))
        : larger(written.num * standing.den, standing.num * written.den),
    say: writtenShare,
  };
  return settle(spot, above.present, rule, tightened);
}

function settleEach(spot: Spot, above: number, { studyHourMinutes }: Ground, tightened: () => void): number {
  const rule = {
    read: (item: Spot) => minutesOf(item, studyHourMinutes),
    order: larger,
    say: (minutes: number) => writtenMinutes(minutes, studyHourMinutes),
  };
  return settle(spot, above, rule, tightened);
}

function refuseEach(spot: Spot, { measure }: Condition): null {
  if (spot.value !== undefined) blame(spot, 'grain-mismatch', { measure });
  return null;
}

/** Exceptions may be taken away, none may be made. */
export function fewerTracks(
  spot: Spot,
  above: readonly string[],
  tracks: readonly string[],
  tightened: () => void,
): readonly string[] {
  const rule = {
    read: (item: Spot): readonly string[] => listOf(item, 20, (each) => trackOf(each, tracks)),
    order: (written: readonly string[], standing: readonly string[]) => {
      if (written.some((track) => !standing.includes(track))) return 'looser' as const;
      return new Set(written).size < new Set(standing).size ? ('stricter' as const) : ('same' as const);
    },
    say: (written: readonly string[]) => `[${written.join(', ')}]`,
  };
  return settle(spot, above, rule, tightened);
}
