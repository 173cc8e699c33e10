import { refuse, type Refusal } from '../kernel/index.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** The sheet of slips, as often as need be: what is drawn by one slip twice is refused, however many sheets there are. */
export function printSlips(
  poll: PollRecord,
  slips: number,
  at: Date,
): { readonly printed: number } | EndedRefusal | Refusal<'draw-over' | 'poll-without-slips'> {
  const refused = refuseEnded(poll);
  if (refused !== null) return refused;
  if (slips === 0) return refuse('poll-without-slips');
  const state = stateOf(poll, at);
  return state === 'announced' || state === 'drawing'
    ? { printed: slips }
    : refuse('draw-over', { since: (poll.drawClosedAt ?? poll.issuing.until).toISOString() });
}
