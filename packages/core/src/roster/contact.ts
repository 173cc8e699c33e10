import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { recordOnADay, type OnADay } from '../ledger/index.ts';

export type ContactMode = 'visit' | 'letter' | 'telephone' | 'other' | 'lesson' | 'report-in';
export type ContactOutcome = 'reached' | 'not-reached';

export interface ContactWish {
  readonly mode: ContactMode;
  readonly on: CivilDate;
  readonly outcome: ContactOutcome;
  readonly lateReason: string | null;
}

/** An attempt to reach somebody. It earns no hours. */
export function recordContact(
  { mode, on, outcome, lateReason }: ContactWish,
  isMember: boolean,
  today: CivilDate,
): OnADay | Refusal<'not-a-member' | 'day-in-future' | 'late-reason-missing' | 'lesson-not-held'> {
  if (!isMember) return refuse('not-a-member');
  if (on > today) return refuse('day-in-future', { today }, 'on');
  if (mode === 'lesson' && outcome === 'not-reached') return refuse('lesson-not-held', {}, 'outcome');
  return recordOnADay(on, lateReason, today);
}
