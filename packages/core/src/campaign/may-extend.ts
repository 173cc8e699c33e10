import { daysBetween, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import type { StageDates } from './plan-stages.ts';

/** A stage of a batch, as giving it time looks at it. */
export interface Extendable {
  /** As they were planned. */
  readonly windows: readonly StageDates[];
  readonly stage: string;
  /** The day on which the batch was opened. */
  readonly openedOn: CivilDate;
  readonly today: CivilDate;
  /** Units whose stage is not closed. */
  readonly units: number;
  /** Those of them that whoever gives the time does not belong to. */
  readonly others: number;
  /** The most days that one of them was given for this stage before, by whomever and on however many occasions. */
  readonly given: number;
  /** Whoever gives the time answers for every place that the plan of the batch is about: it set the windows. */
  readonly answersForPlan: boolean;
}

type NotGiven =
  | Refusal<'invalid-input'>
  | Refusal<'extension-from-above'>
  | Refusal<'extension-too-long'>
  | Refusal<'day-in-future'>
  | Refusal<'decided-before-batch'>
  | Refusal<'extension-reaches-nobody'>
  | Refusal<'extension-of-own-unit'>;

/**
 * Null when so many days may be given: by who answers for the plan that set the windows, to no unit more in all than the stage was
 * planned with, by a decision of a day since the batch began, and never to one's own unit alone. Whoever needs more, or has nobody's
 * plan to change, asks for it unit by unit.
 */
export function mayExtend(
  { windows, stage, openedOn, today, units, others, given, answersForPlan }: Extendable,
  { days, decidedOn }: { readonly days: number; readonly decidedOn: CivilDate },
): NotGiven | null {
  const window = windows.find(({ code }) => code === stage);
  if (window === undefined) return refuse('invalid-input', {}, 'stage');
  if (!answersForPlan) return refuse('extension-from-above');
  const planned = daysBetween(window.startsOn, window.endsOn) + 1;
  const left = daysLeft(planned, given);
  if (days > left) return refuse('extension-too-long', { left, planned, given }, 'days');
  if (decidedOn > today) return refuse('day-in-future', { today }, 'decidedOn');
  const began = beganOn(windows, openedOn);
  if (decidedOn < began) return refuse('decided-before-batch', { beganOn: began }, 'decidedOn');
  if (units === 0) return refuse('extension-reaches-nobody', {}, 'stage');
  return others === 0 ? refuse('extension-of-own-unit', {}, 'organisationId') : null;
}

/** Of the days that a stage was planned with, those that a unit can still be given. */
export function daysLeft(planned: number, given: number): number {
  return Math.max(0, planned - given);
}

/** Opened before its first day or after it: whichever was first. */
function beganOn(windows: readonly StageDates[], openedOn: CivilDate): CivilDate {
  return windows.reduce((first, { startsOn }) => (startsOn < first ? startsOn : first), openedOn);
}
