import { addDays, daysBetween, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { StageDates } from './plan-stages.ts';

/** A stage that is not closed, as it stands. */
export interface StageNow extends StageDates {
  readonly minimumDays: number;
  readonly windowFrom: CivilDate;
  readonly windowTo: CivilDate;
  readonly isOpen: boolean;
}

export interface DatesNow {
  /** Those not closed, in order; the first is the open one, if one is open. */
  readonly stages: readonly StageNow[];
  readonly minimumTotalDays: number;
  /** Conditions of the open stage that are set and hold for this unit: what shows whether hours and quality are met. */
  readonly judging: number;
  /** The first day of the unit's first stage, closed or not. */
  readonly firstDay: CivilDate;
}

/** The dates of a stage as they will be. */
export interface DatedStage extends StageDates {
  readonly earliestOn: CivilDate;
}

/** What only somebody else can allow. */
export type Beyond =
  | Refusal<'stage-outside-window'>
  | Refusal<'stage-shorter-than-allowed'>
  | Refusal<'total-shorter-than-allowed'>;

/** What no decision allows either. */
export type Impossible = Refusal<
  'invalid-input' | 'dates-not-in-order' | 'stage-begun' | 'day-in-past' | 'dates-too-far' | 'nothing-changed'
>;

export interface WeighedDates {
  readonly dated: readonly DatedStage[];
  readonly beyond: readonly Beyond[];
}

/** Nobody plans or asks further beyond a window: a year that was mistyped would stand in every plan. */
const furthestDays = 366;

/** Dates that a unit would like, for every stage that is not closed. Faults name the field of the form, `stages.<n>.startsOn`. */
function weighDates(now: DatesNow, wished: readonly StageDates[], today: CivilDate): WeighedDates | Impossible {
  if (wished.length !== now.stages.length) return refuse('invalid-input', {}, 'stages');
  const dated: DatedStage[] = [];
  const beyond: Beyond[] = [];
  for (const [index, stage] of now.stages.entries()) {
    const wish = wished[index];
    if (wish?.code !== stage.code) return refuse('invalid-input', {}, `stages.${index}.code`);
    const impossible = impossibleIn(stage, wish, dated.at(-1), index, today);
    if (impossible !== null) return impossible;
    const needed = addDays(wish.startsOn, stage.minimumDays - 1);
    const total = addDays(now.firstDay, now.minimumTotalDays - 1);
    const isLast = index === now.stages.length - 1;
    const earliestOn = isLast && now.minimumTotalDays > 0 && total > needed ? total : needed;
    dated.push({ ...wish, earliestOn });
    beyond.push(...beyondIn(stage, wish, { needed, total: isLast ? total : null, index, days: now.minimumTotalDays }));
  }
  const isSame = now.stages.every(
    (stage, index) => stage.startsOn === wished[index]?.startsOn && stage.endsOn === wished[index].endsOn,
  );
  return isSame ? refuse('nothing-changed') : { dated, beyond };
}

function impossibleIn(
  stage: StageNow,
  wish: StageDates,
  before: StageDates | undefined,
  index: number,
  today: CivilDate,
): Impossible | null {
  const params = { stage: stage.code };
  if (stage.isOpen && wish.startsOn !== stage.startsOn) {
    return refuse('stage-begun', { ...params, startsOn: stage.startsOn }, `stages.${index}.startsOn`);
  }
  if (before !== undefined && wish.startsOn <= before.endsOn) {
    return refuse('dates-not-in-order', params, `stages.${index}.startsOn`);
  }
  if (wish.endsOn < wish.startsOn) return refuse('dates-not-in-order', params, `stages.${index}.endsOn`);
  if (!stage.isOpen && wish.startsOn !== stage.startsOn && wish.startsOn < today) {
    return refuse('day-in-past', { today }, `stages.${index}.startsOn`);
  }
  if (wish.endsOn !== stage.endsOn && wish.endsOn < today) {
    return refuse('day-in-past', { today }, `stages.${index}.endsOn`);
  }
  const latest = addDays(stage.endsOn > stage.windowTo ? stage.endsOn : stage.windowTo, furthestDays);
  if (wish.endsOn > latest) return refuse('dates-too-far', { ...params, latest }, `stages.${index}.endsOn`);
  return null;
}

interface Limits {
  readonly needed: CivilDate;
  readonly total: CivilDate | null;
  readonly index: number;
  readonly days: number;
}

function beyondIn(stage: StageNow, wish: StageDates, { needed, total, index, days }: Limits): Beyond[] {
  const beyond: Beyond[] = [];
  // What a decision or an extension has put outside the window is where the unit stands, and stays allowed.
  const from = stage.startsOn < stage.windowFrom ? stage.startsOn : stage.windowFrom;
  const to = stage.endsOn > stage.windowTo ? stage.endsOn : stage.windowTo;
  const params = { stage: stage.code, from, to };
  if (wish.startsOn < from || wish.startsOn > to) {
    beyond.push(refuse('stage-outside-window', params, `stages.${index}.startsOn`));
  }
  if (wish.endsOn > to) beyond.push(refuse('stage-outside-window', params, `stages.${index}.endsOn`));
  if (wish.endsOn < needed) {
    const short = { stage: stage.code, days: stage.minimumDays, earliestOn: needed };
    beyond.push(refuse('stage-shorter-than-allowed', short, `stages.${index}.endsOn`));
  }
  if (total !== null && days > 0 && wish.endsOn < total) {
    beyond.push(refuse('total-shorter-than-allowed', { days, earliestOn: total }, `stages.${index}.endsOn`));
  }
  return beyond;
}

/** The unit sets its dates itself: inside its windows, and no shorter than it must. */
export function planOwnDates(
  now: DatesNow,
  wished: readonly StageDates[],
  today: CivilDate,
): readonly DatedStage[] | Impossible | Beyond {
  const weighed = weighDates(now, wished, today);
  if ('refused' in weighed) return weighed;
  return weighed.beyond[0] ?? weighed.dated;
}

/** What is asked for: dates outside the windows, fewer days in the open stage, fewer in all. */
export interface DatesAsked {
  readonly isOutside: boolean;
  readonly shorter: { readonly stage: string; readonly days: number } | null;
  readonly shorterTotalDays: number | null;
}

type NotAsked =
  | Impossible
  | Refusal<
      'request-not-needed' | 'shorter-only-when-open' | 'total-only-in-last-stage' | 'shorter-without-conditions'
    >;

/**
 * The request that these dates need. Only the open stage can become shorter, and the whole only in its last stage: whether hours and
 * quality are met shows nowhere else. Where no condition shows it, nothing becomes shorter at all.
 */
export function askForDates(now: DatesNow, wished: readonly StageDates[], today: CivilDate): DatesAsked | NotAsked {
  const weighed = weighDates(now, wished, today);
  if ('refused' in weighed) return weighed;
  if (weighed.beyond.length === 0) return refuse('request-not-needed');
  const short = weighed.beyond.filter((each) => each.refused === 'stage-shorter-than-allowed');
  const open = now.stages.findIndex((stage) => stage.isOpen);
  const ahead = short.find((each) => each.params['stage'] !== now.stages[open]?.code);
  if (ahead !== undefined) return refuse('shorter-only-when-open', ahead.params, ahead.field);
  const inAll = weighed.beyond.find((each) => each.refused === 'total-shorter-than-allowed');
  if (inAll !== undefined && open !== now.stages.length - 1) {
    return refuse('total-only-in-last-stage', inAll.params, inAll.field);
  }
  const shortened = short[0] ?? inAll;
  if (shortened !== undefined && now.judging === 0) return refuse('shorter-without-conditions', {}, shortened.field);
  const last = wished.at(-1);
  const days = last === undefined ? 0 : daysBetween(now.firstDay, last.endsOn) + 1;
  const wish = wished[open];
  return {
    isOutside: weighed.beyond.some((each) => each.refused === 'stage-outside-window'),
    shorter:
      short.length === 0 || wish === undefined
        ? null
        : { stage: wish.code, days: daysBetween(wish.startsOn, wish.endsOn) + 1 },
    shorterTotalDays: inAll === undefined ? null : days,
  };
}
