import { refuse, type Refusal } from '../kernel/index.ts';
import type { WhyLeftOut } from './record-meeting.ts';

/** A code is shown for one slot and taken for two: whoever reads it at the last moment has time to send it. */
const slotSeconds = 15;

/** Seconds after which a code is worth nothing. */
export const codeLives = 2 * slotSeconds;

/** People come before it begins. */
const opensMinutesBefore = 30;

/** Meetings run over; whoever comes later than that is seen by the recorder or was not there. */
const closesMinutesAfter = 30;

export interface SignInState {
  readonly startsAt: Date;
  /** As planned; a plan that is changed moves it. */
  readonly endsAt: Date;
  readonly isCalledOff: boolean;
  /** The person belongs to a branch that is expected. */
  readonly isExpected: boolean;
  /** The sheet of that branch is written: it says who was there. */
  readonly isWritten: boolean;
  /** What was sent is the code of a slot that is still taken. */
  readonly codeHolds: boolean;
  /** Why the sheet would be without the person. */
  readonly leftOut: WhyLeftOut | null;
  /** What the person signed in at for a part of that time, unless its sheet says that they were absent. */
  readonly elsewhere: string | null;
}

export function slotOf(at: Date): number {
  return Math.floor(at.getTime() / (slotSeconds * 1000));
}

/** Slots whose codes are taken at a moment: the present one and the one before. */
export function slotsAccepted(at: Date): readonly number[] {
  return [slotOf(at), slotOf(at) - 1];
}

/** Until the code that is shown changes. */
export function secondsLeft(at: Date): number {
  return slotSeconds - (Math.floor(at.getTime() / 1000) % slotSeconds);
}

export function signInOpensAt(startsAt: Date): Date {
  return new Date(startsAt.getTime() - opensMinutesBefore * 60_000);
}

export function signInClosesAt(endsAt: Date): Date {
  return new Date(endsAt.getTime() + closesMinutesAfter * 60_000);
}

/** Who comes before it opens is told when that is, whatever code was sent, and tries again; who comes when it has closed, when that was. Null: it is taken. */
export function signIn(
  state: SignInState,
  at: Date,
): Refusal<
  | 'not-expected-there'
  | 'plan-called-off-already'
  | 'sign-in-not-yet'
  | 'sign-in-over'
  | 'sign-in-closed'
  | 'sign-in-while-judged'
  | 'sign-in-without-stage'
  | 'sign-in-code-wrong'
  | 'signed-in-elsewhere'
> | null {
  if (!state.isExpected) return refuse('not-expected-there');
  if (state.isCalledOff) return refuse('plan-called-off-already');
  const opensAt = signInOpensAt(state.startsAt);
  if (at < opensAt) return refuse('sign-in-not-yet', { opensAt: opensAt.toISOString() });
  if (state.isWritten) return refuse('sign-in-over');
  const closesAt = signInClosesAt(state.endsAt);
  if (at >= closesAt) return refuse('sign-in-closed', { closedAt: closesAt.toISOString() });
  // Whatever code is sent: no other would be taken.
  if (state.leftOut !== null)
    return refuse(state.leftOut === 'judged' ? 'sign-in-while-judged' : 'sign-in-without-stage');
  if (!state.codeHolds) return refuse('sign-in-code-wrong', { seconds: codeLives }, 'code');
  return state.elsewhere === null ? null : refuse('signed-in-elsewhere', { topic: state.elsewhere });
}
