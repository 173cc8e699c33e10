import { refuse, type Refusal } from '../kernel/index.ts';

/** A request for other dates, as deciding looks at it. */
export interface AskedDates {
  readonly askedBy: string;
  readonly isDecided: boolean;
  /** Fewer days than there must be are asked for. */
  readonly isShorter: boolean;
  /** Conditions of the open stage that are set and hold for the unit, and how many of them are not met at this moment. */
  readonly judging: number;
  readonly unmet: number;
}

export interface DatesDecision {
  readonly by: string;
  /** Whoever decides is a member of the unit that asks, or holds office there. */
  readonly isOfTheUnit: boolean;
  readonly outcome: 'approved' | 'refused';
  readonly note: string | null;
}

type NotSo = Refusal<
  | 'request-decided-already'
  | 'somebody-else-must'
  | 'decider-is-of-the-unit'
  | 'reason-missing'
  | 'shorter-without-conditions'
  | 'hours-and-quality-open'
>;

/**
 * Null when it may be decided so: by somebody who is not of the unit, once, refused with a note. Shorter only with hours and quality
 * met: every condition that is set, soft ones too, and at least one; a stage that nothing judges takes its days.
 */
export function mayDecideDates(asked: AskedDates, { by, isOfTheUnit, outcome, note }: DatesDecision): NotSo | null {
  if (asked.isDecided) return refuse('request-decided-already');
  if (asked.askedBy === by) return refuse('somebody-else-must');
  if (isOfTheUnit) return refuse('decider-is-of-the-unit');
  if (outcome === 'refused') return note === null ? refuse('reason-missing', {}, 'note') : null;
  if (!asked.isShorter) return null;
  if (asked.judging === 0) return refuse('shorter-without-conditions');
  return asked.unmet > 0 ? refuse('hours-and-quality-open', { open: asked.unmet }) : null;
}
