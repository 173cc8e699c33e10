import type { PollTimes } from './poll-times.ts';

/** In this order; a poll never goes back in it. The last three are ends. */
export const pollStates = [
  'announced',
  'drawing',
  'drawn',
  'casting',
  'closed',
  'counted',
  'void',
  'cancelled',
] as const;

export type PollState = (typeof pollStates)[number];

export interface PollEnd {
  readonly as: 'counted' | 'void' | 'cancelled';
  readonly at: Date;
}

/** What is written down of a poll's course; whatever else changes it is the clock. */
export interface PollRecord extends PollTimes {
  /** In a meeting, by its clerk. */
  readonly drawClosedAt: Date | null;
  /** The box was emptied and says what it held. */
  readonly closedAt: Date | null;
  readonly end: PollEnd | null;
}

/** A poll as it is announced. */
export function announced(times: PollTimes): PollRecord {
  return { ...times, drawClosedAt: null, closedAt: null, end: null };
}

export function stateOf(poll: PollRecord, at: Date): PollState {
  const { mode, issuing, casting, drawClosedAt, closedAt, end } = poll;
  if (end !== null) return end.as;
  if (closedAt !== null || at >= casting.until) return 'closed';
  if (at < issuing.from) return 'announced';
  if (mode === 'meeting') return drawClosedAt === null ? 'drawing' : 'casting';
  if (at < issuing.until) return 'drawing';
  return at < casting.from ? 'drawn' : 'casting';
}
