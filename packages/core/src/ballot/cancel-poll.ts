import { refuse, type Refusal } from '../kernel/index.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** Calls off a poll of which nothing was drawn; from the draw on it can only be void, with a reason. */
export function cancelPoll(
  poll: PollRecord,
  at: Date,
): { readonly as: 'cancelled' } | EndedRefusal | Refusal<'draw-begun'> {
  const ended = refuseEnded(poll);
  if (ended !== null) return ended;
  return stateOf(poll, at) === 'announced'
    ? { as: 'cancelled' }
    : refuse('draw-begun', { since: poll.issuing.from.toISOString() });
}
