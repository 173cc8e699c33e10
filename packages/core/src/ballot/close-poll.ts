import { refuse, type Refusal } from '../kernel/index.ts';
import type { PollCounts } from './poll-counts.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/**
 * Empties the box for good. A window is kept as it was announced; a meeting need not wait once everybody who drew has cast.
 */
export function closePoll(
  poll: PollRecord,
  { issued, cast }: PollCounts,
  at: Date,
): { readonly closedAt: Date } | EndedRefusal | Refusal<'poll-not-over-yet' | 'poll-closed-already'> {
  const refused = refuseEnded(poll);
  if (refused !== null) return refused;
  if (poll.closedAt !== null) return refuse('poll-closed-already', { at: poll.closedAt.toISOString() });
  const state = stateOf(poll, at);
  const isOver = state === 'closed' || (state === 'casting' && poll.mode === 'meeting' && cast === issued);
  return isOver ? { closedAt: at } : refuse('poll-not-over-yet', { until: poll.casting.until.toISOString() });
}
