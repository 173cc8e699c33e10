import { refuse, type Refusal } from '../kernel/index.ts';
import type { EndReason } from '../roster/index.ts';
import { refuseToDraw } from './eligible.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** What the issuer knows of somebody who draws; of ballots it knows nothing. */
export interface DrawState {
  readonly poll: PollRecord;
  readonly onRoster: boolean;
  /** How the membership or the office ended since, without a move. */
  readonly ended: EndReason | null;
  /** The blinded key that was signed for this person. */
  readonly signed: string | null;
}

export interface Drawn {
  readonly blinded: string;
  /** Signed before: the same message has the same signature, so that a lost answer costs nobody the vote. */
  readonly isAgain: boolean;
}

type OutsideDraw = EndedRefusal | Refusal<'draw-not-begun' | 'draw-over'>;

/**
 * One ballot for one person. Whoever has lost the phone on which it was drawn gets no other: nobody can tell whether the first is cast, so
 * a second would be a second vote. Nothing is signed again after the draw either, for whoever asks then casts next.
 */
export function drawBallot(
  { poll, onRoster, ended, signed }: DrawState,
  blinded: string,
  at: Date,
): Drawn | OutsideDraw | Refusal<'not-on-roster-of-poll' | 'off-roster-since' | 'drawn-already'> {
  const refused = refuseOutsideDraw(poll, at) ?? refuseToDraw(onRoster, ended);
  if (refused !== null) return refused;
  if (signed !== null && signed !== blinded) return refuse('drawn-already');
  return { blinded, isAgain: signed !== null };
}

export function refuseOutsideDraw(poll: PollRecord, at: Date): OutsideDraw | null {
  const state = stateOf(poll, at);
  switch (state) {
    case 'announced':
      return refuse('draw-not-begun', { from: poll.issuing.from.toISOString() });
    case 'drawing':
      return null;
    case 'drawn':
    case 'casting':
    case 'closed':
      return refuse('draw-over', { since: (poll.drawClosedAt ?? poll.issuing.until).toISOString() });
    case 'counted':
    case 'void':
    case 'cancelled':
      return refuseEnded(poll);
  }
}
