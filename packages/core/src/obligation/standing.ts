import type { CivilDate } from '../kernel/index.ts';

export const addressees = ['unit', 'branch', 'person'] as const;
/** To whom it is addressed; it counts for a unit in any case. */
export type Addressee = (typeof addressees)[number];

export const obligationKinds = [
  'deliverable',
  'make-up',
  'lecture',
  'reading',
  'note',
  'order',
  'report',
  'self-check',
] as const;
export type ObligationKind = (typeof obligationKinds)[number];

export const standings = ['open', 'overdue', 'waiting', 'discharged', 'exempt', 'cancelled'] as const;
/** How far something owed is: worked out from what was recorded and from the day, and never stored. */
export type Standing = (typeof standings)[number];

export interface Owed {
  readonly dueOn: CivilDate;
  /** The earliest record that closes it and still stands. */
  readonly discharged: { readonly on: CivilDate; readonly dueOn: CivilDate } | null;
  readonly isExempt: boolean;
  readonly isCancelled: boolean;
  /** It was handed in and somebody else has yet to look at it. */
  readonly isWaiting: boolean;
}

/** What is no longer asked is not owed; what was done is done, even if somebody was let off it besides. */
export function standingOf(owed: Owed, today: CivilDate): Standing {
  if (owed.isCancelled) return 'cancelled';
  if (owed.discharged !== null) return 'discharged';
  if (owed.isExempt) return 'exempt';
  if (owed.isWaiting) return 'waiting';
  return today > owed.dueOn ? 'overdue' : 'open';
}

/** Done after it was due, by the day that held then: time that is given later does not make it punctual. */
export function wasLate({ discharged }: Pick<Owed, 'discharged'>): boolean {
  return discharged !== null && discharged.on > discharged.dueOn;
}
