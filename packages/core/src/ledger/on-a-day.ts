import { daysBetween, refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

/** What has a day and no hour is late when it is recorded on the third day after it, or later. */
const lateAfterDays = 2;

export interface OnADay {
  readonly isLate: boolean;
  readonly lateReason: string | null;
}

/** Something that happened on a day; recorded late it says why. */
export function recordOnADay(
  on: CivilDate,
  lateReason: string | null,
  today: CivilDate,
): OnADay | Refusal<'day-in-future' | 'late-reason-missing'> {
  if (on > today) return refuse('day-in-future', { today }, 'on');
  const isLate = daysBetween(on, today) > lateAfterDays;
  if (isLate && lateReason === null) return refuse('late-reason-missing', { hours: 24 * lateAfterDays }, 'lateReason');
  return { isLate, lateReason: isLate ? lateReason : null };
}

/** The same hour on that day: what the ledger notes as the time at which it is said to have happened. */
export function instantOnDay(on: CivilDate, today: CivilDate, at: Date): Date {
  return new Date(at.getTime() - daysBetween(on, today) * 86_400_000);
}
