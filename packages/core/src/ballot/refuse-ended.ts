import { refuse, type Refusal } from '../kernel/index.ts';
import type { PollRecord } from './poll-state.ts';

export type EndedRefusal = Refusal<'poll-counted-already' | 'poll-void-already' | 'poll-cancelled-already'>;

const codes = {
  counted: 'poll-counted-already',
  void: 'poll-void-already',
  cancelled: 'poll-cancelled-already',
} as const;

/** An end is for good. */
export function refuseEnded({ end }: PollRecord): EndedRefusal | null {
  return end === null ? null : refuse(codes[end.as], { at: end.at.toISOString() });
}
