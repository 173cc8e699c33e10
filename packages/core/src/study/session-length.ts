import { refuse, type Refusal } from '../kernel/index.ts';

interface Times {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export type LengthRefusal = Refusal<'activity-too-short' | 'activity-too-long'>;

export const longestMinutes = 12 * 60;

export function minutesOf({ startsAt, endsAt }: Times): number {
  return Math.floor((endsAt.getTime() - startsAt.getTime()) / 60_000);
}

/** A session lasts as long as the playbook's shortest, at least a minute, and no longer than half a day. */
export function refuseLength(times: Times, shortestMinutes: number): LengthRefusal | null {
  const minutes = minutesOf(times);
  const least = Math.max(shortestMinutes, 1);
  if (minutes < least) return refuse('activity-too-short', { least, minutes: Math.max(minutes, 0) }, 'endsAt');
  if (minutes > longestMinutes) return refuse('activity-too-long', { most: longestMinutes, minutes }, 'endsAt');
  return null;
}
