import { mostMadeUpADay } from './make-up.ts';
import { mostMinutesADay } from './self-study.ts';
import { longestMinutes } from './session-length.ts';

export interface Reaching {
  readonly missing: number;
  readonly coming: { readonly meetings: number; readonly minutes: number };
  /** What can be earned besides: by making up what is open, and by the log. */
  readonly open: { readonly makeUps: number; readonly log: number };
  readonly meetingMinutes: number;
  /** Without today. */
  readonly daysLeft: number;
}

/** What it takes besides what is planned; of a whole day the longest meeting that there may be. */
export type Reach =
  | { readonly by: 'planned' }
  | { readonly by: 'nothing' }
  | { readonly by: 'apart'; readonly makeUps: number; readonly log: number }
  | { readonly by: 'meetings' | 'days'; readonly count: number; readonly makeUps: number; readonly log: number };

/**
 * Whether what is missing can still be reached, and by what: what is planned, what is open to be made up and logged, a meeting a day of
 * the usual length, or longer ones. Impossible is only what the longest meeting on every day that is left would not bring. Minutes.
 */
export function reachOf({ missing, coming, open, meetingMinutes, daysLeft }: Reaching): Reach {
  const days = daysLeft + 1;
  const rest = missing - coming.minutes;
  if (days <= 0) return { by: 'nothing' };
  if (rest <= 0) return { by: 'planned' };
  const makeUps = Math.min(open.makeUps, mostMadeUpADay * days);
  const log = Math.min(open.log, mostMinutesADay * days);
  if (rest <= makeUps + log) return { by: 'apart', makeUps, log };
  const meetings = Math.ceil(rest / meetingMinutes);
  if (meetings <= days) return { by: 'meetings', count: meetings, makeUps: 0, log: 0 };
  const beyond = rest - makeUps - log;
  const fewer = Math.ceil(beyond / meetingMinutes);
  if (fewer <= days) return { by: 'meetings', count: fewer, makeUps, log };
  const whole = Math.ceil(beyond / longestMinutes);
  return whole <= days ? { by: 'days', count: whole, makeUps, log } : { by: 'nothing' };
}
