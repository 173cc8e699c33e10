// Times as people write them: a civil date and two clock times of UTC+8, where campaigns live.
const campaignOffset = 8 * 3_600_000;
const minute = 60_000;
const halfHour = 30 * minute;
const longest = 12 * 60;

export type MeetingTimes = { readonly date: string; readonly start: string; readonly end: string };

export type Held = { readonly startsAt: string; readonly endsAt: string; readonly minutes: number };

/** A meeting that has just ended: at the latest whole half hour that is over, after the usual length. */
export function usualTimes(now: Date, minutes: number): MeetingTimes {
  const end = Math.floor(now.getTime() / halfHour) * halfHour;
  const start = end - minutes * minute;
  return { date: shifted(start).slice(0, 10), start: clock(start), end: clock(end) };
}

/** Times as people write them, of instants. */
export function timesOf(startsAt: string, endsAt: string): MeetingTimes {
  const start = Date.parse(startsAt);
  return { date: shifted(start).slice(0, 10), start: clock(start), end: clock(Date.parse(endsAt)) };
}

/** The instants of such times; an end before the start is of the next day when that makes a meeting of at most 12 hours. */
export function heldAt({ date, start, end }: MeetingTimes): Held | null {
  const startsAt = instant(date, start);
  const sameDay = instant(date, end);
  if (startsAt === null || sameDay === null) return null;
  const nextDay = sameDay + 24 * 60 * minute;
  const endsAt = sameDay > startsAt || nextDay - startsAt > longest * minute ? sameDay : nextDay;
  return {
    startsAt: new Date(startsAt).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    minutes: (endsAt - startsAt) / minute,
  };
}

function instant(date: string, time: string): number | null {
  const at = Date.parse(`${date}T${time}:00Z`) - campaignOffset;
  return Number.isNaN(at) ? null : at;
}

const shifted = (at: number): string => new Date(at + campaignOffset).toISOString();
const clock = (at: number): string => shifted(at).slice(11, 16);
