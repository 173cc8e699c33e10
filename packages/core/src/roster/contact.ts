import { daysBetween, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

export type ContactMode = 'visit' | 'letter' | 'telephone' | 'other' | 'lesson' | 'report-in';
export type ContactOutcome = 'reached' | 'not-reached';

export interface ContactWish {
  readonly mode: ContactMode;
  readonly on: CivilDate;
  readonly outcome: ContactOutcome;
  readonly lateReason: string | null;
}

/** A contact has a day and no hour: what is recorded on the third day after it, or later, is late. */
const lateAfterDays = 2;

/** An attempt to reach somebody. It earns no hours: those come from meetings and from making up for them alone. */
export function recordContact(
  { mode, on, outcome, lateReason }: ContactWish,
  isMember: boolean,
  today: CivilDate,
):
  | { readonly isLate: boolean; readonly lateReason: string | null }
  | Refusal<'not-a-member' | 'day-in-future' | 'late-reason-missing' | 'lesson-not-held'> {
  if (!isMember) return refuse('not-a-member');
  if (on > today) return refuse('day-in-future', { today }, 'on');
  if (mode === 'lesson' && outcome === 'not-reached') return refuse('lesson-not-held', {}, 'outcome');
  const isLate = daysBetween(on, today) > lateAfterDays;
  if (isLate && lateReason === null) return refuse('late-reason-missing', { hours: 24 * lateAfterDays }, 'lateReason');
  return { isLate, lateReason: isLate ? lateReason : null };
}

/** The same hour on the day of the contact: what the ledger notes as the time it is said to have happened. */
export function contactAt(on: CivilDate, today: CivilDate, at: Date): Date {
  return new Date(at.getTime() - daysBetween(on, today) * 86_400_000);
}
