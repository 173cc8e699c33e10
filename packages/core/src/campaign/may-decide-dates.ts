import { refuse, type Refusal } from '../kernel/index.ts';

/** A request for other dates, as deciding looks at it. */
export interface AskedDates {
  readonly askedBy: string;
  readonly isDecided: boolean;
  /** Fewer days than there must be are asked for. */
  readonly isShorter: boolean;
  /** Hard conditions of the open stage that do not hold at this moment. */
  readonly unmet: number;
}

export interface DatesDecision {
  readonly by: string;
  readonly outcome: 'approved' | 'refused';
  readonly note: string | null;
}

/** Null when it may be decided so: by somebody else, once, refused with a note, and shorter only with hours and quality met. */
export function mayDecideDates(
  asked: AskedDates,
  { by, outcome, note }: DatesDecision,
): Refusal<'request-decided-already' | 'somebody-else-must' | 'reason-missing' | 'hours-and-quality-open'> | null {
  if (asked.isDecided) return refuse('request-decided-already');
  if (asked.askedBy === by) return refuse('somebody-else-must');
  if (outcome === 'refused') return note === null ? refuse('reason-missing', {}, 'note') : null;
  return asked.isShorter && asked.unmet > 0 ? refuse('hours-and-quality-open', { open: asked.unmet }) : null;
}
