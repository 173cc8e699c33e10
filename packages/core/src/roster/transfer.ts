import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';
import { judgeDay } from './member-day.ts';

/** A branch, and the unit in it that somebody counts for. */
export interface Leaf {
  readonly branchId: string;
  readonly unitId: string;
}

export interface TransferState {
  readonly membership: (Leaf & { readonly fromOn: CivilDate }) | null;
  readonly hasOpenTransfer: boolean;
  /** Null: no open branch that serves the unit asked for. */
  readonly destination: Leaf | null;
  /** The giver answers for the destination too. */
  readonly mayReceive: boolean;
}

/** Done at once from a day on, or proposed to the other end. */
export type TransferFacts = { readonly done: true; readonly on: CivilDate } | { readonly done: false };

export type TransferRefusal = Refusal<
  | 'not-a-member'
  | 'transfer-open-already'
  | 'destination-unknown'
  | 'already-there'
  | 'day-in-future'
  | 'day-too-early'
  | 'day-named-by-receiver'
>;

/** Until the other end accepts, a member counts where the membership is. */
export function proposeTransfer(
  { membership, hasOpenTransfer, destination, mayReceive }: TransferState,
  on: CivilDate | null,
  today: CivilDate,
): TransferFacts | TransferRefusal {
  if (membership === null) return refuse('not-a-member');
  if (hasOpenTransfer) return refuse('transfer-open-already');
  if (destination === null) return refuse('destination-unknown', {}, 'branchId');
  if (membership.branchId === destination.branchId && membership.unitId === destination.unitId)
    return refuse('already-there', {}, 'branchId');
  if (!mayReceive) return on === null ? { done: false } : refuse('day-named-by-receiver', {}, 'on');
  return judgeDay(on ?? today, membership.fromOn, today) ?? { done: true, on: on ?? today };
}

/** The day from which the receiver takes somebody in; never before the transfer was proposed. */
export function acceptTransfer(
  isOpen: boolean,
  proposedOn: CivilDate,
  on: CivilDate | null,
  today: CivilDate,
): { readonly on: CivilDate } | Refusal<'transfer-settled-already' | 'day-in-future' | 'day-too-early'> {
  if (!isOpen) return refuse('transfer-settled-already');
  return judgeDay(on ?? today, proposedOn, today) ?? { on: on ?? today };
}
