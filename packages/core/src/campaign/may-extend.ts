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
}

type NotGiven =
  | Refusal<'invalid-input'>
  | Refusal<'extension-too-long'>
  | Refusal<'day-in-future'>
  | Refusal<'decided-before-batch'>
  | Refusal<'extension-reaches-nobody'>
  | Refusal<'extension-of-own-unit'>;

/**
 * Null when so many days may be given: at most as many as the stage was planned with, by a decision of a day since the batch began,
 * and never to one's own unit alone. Bounds against what is mistyped; a longer need is a decision of its own.
 */
export function mayExtend(
  { windows, stage, openedOn, today, units, others }: Extendable,
  { days, decidedOn }: { readonly days: number; readonly decidedOn: CivilDate },
): NotGiven | null {
  const window = windows.find(({ code }) => code === stage);
  if (window === undefined) return refuse('invalid-input', {}, 'stage');
  const most = daysBetween(window.startsOn, window.endsOn) + 1;
  if (days > most) return refuse('extension-too-long', { most }, 'days');
  if (decidedOn > today) return refuse('day-in-future', { today }, 'decidedOn');
  const began = beganOn(windows, openedOn);
  if (decidedOn < began) return refuse('decided-before-batch', { beganOn: began }, 'decidedOn');
  if (units === 0) return refuse('extension-reaches-nobody', {}, 'stage');
  return others === 0 ? refuse('extension-of-own-unit', {}, 'organisationId') : null;
}

/** Opened before its first day or after it: whichever was first. */
function beganOn(windows: readonly StageDates[], openedOn: CivilDate): CivilDate {
  return windows.reduce((first, { startsOn }) => (startsOn < first ? startsOn : first), openedOn);
}
