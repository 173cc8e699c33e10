import { refuse, type Refusal } from '../kernel/index.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** Whether the box takes a ballot now. Whose it is nobody knows here, and whether its key was used the box says. */
export function refuseCast(
  poll: PollRecord,
  at: Date,
): EndedRefusal | Refusal<'casting-not-begun' | 'casting-after-the-draw' | 'casting-over'> | null {
  const state = stateOf(poll, at);
  switch (state) {
    case 'announced':
    case 'drawing':
    case 'drawn':
      // In a meeting no hour is known: it begins when the clerk closes the draw.
      return poll.mode === 'meeting'
        ? refuse('casting-after-the-draw')
        : refuse('casting-not-begun', { from: poll.casting.from.toISOString() });
    case 'casting':
      return null;
    case 'closed':
      return refuse('casting-over', { since: (poll.closedAt ?? poll.casting.until).toISOString() });
    case 'counted':
    case 'void':
    case 'cancelled':
      return refuseEnded(poll);
  }
}
