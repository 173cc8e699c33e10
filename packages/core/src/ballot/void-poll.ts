import { refuse, type Refusal } from '../kernel/index.ts';
import { refuseCounts, type PollCounts } from './poll-counts.ts';
import { stateOf, type PollRecord } from './poll-state.ts';
import { refuseEnded, type EndedRefusal } from './refuse-ended.ts';

/** Why a poll is given up: it was disturbed while it ran; what was published of it does not hold; or no two holders have their shares. */
export const voidReasons = ['disturbed', 'counts-do-not-hold', 'shares-lost'] as const;

export type VoidReason = (typeof voidReasons)[number];

export interface Voiding {
  readonly reason: VoidReason;
  readonly note: string | null;
  /** Once the box is emptied. */
  readonly counts: PollCounts | null;
  /** Of a unit that is voted on. */
  readonly isOfTheUnit: boolean;
}

/**
 * Gives up a poll that has begun. Once nothing is cast any more, that it displeases is no reason: only counts that do not hold, or shares
 * that are lost.
 */
export function voidPoll(
  poll: PollRecord,
  { reason, note, counts, isOfTheUnit }: Voiding,
  at: Date,
):
  | { readonly as: 'void'; readonly reason: VoidReason }
  | EndedRefusal
  | Refusal<'recused-oneself' | 'poll-not-begun' | 'reason-missing' | 'void-after-casting' | 'poll-counts-hold'> {
  if (isOfTheUnit) return refuse('recused-oneself');
  const ended = refuseEnded(poll);
  if (ended !== null) return ended;
  const state = stateOf(poll, at);
  if (state === 'announced') return refuse('poll-not-begun', { from: poll.issuing.from.toISOString() });
  if (note === null) return refuse('reason-missing', {}, 'note');
  if (reason === 'disturbed' && state === 'closed')
    return refuse('void-after-casting', { since: (poll.closedAt ?? poll.casting.until).toISOString() }, 'reason');
  if (reason === 'counts-do-not-hold' && (counts === null || refuseCounts(counts) === null))
    return refuse('poll-counts-hold', {}, 'reason');
  return { as: 'void', reason };
}
