import { civilDate, timeText } from '../app/format/dates.ts';

const anHour = 3_600_000;

/** As a field for a day and a time takes it: `2026-11-24T14:30`, by the clock of UTC+8, where campaigns live. */
const written = (instant: string): string => `${civilDate(instant)}T${timeText(instant, 'minute')}`;

/** Null while a field is empty. */
function instantOf(typed: string): string | null {
  const at = Date.parse(`${typed}:00+08:00`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

export interface TypedWindow {
  readonly from: string;
  readonly until: string;
}

/** Hours after midnight of the day that follows `now`. */
function window(now: string, fromHour: number, untilHour: number): TypedWindow {
  const midnight = Date.parse(`${civilDate(now)}T00:00:00+08:00`) + 24 * anHour;
  const at = (hour: number) => written(new Date(midnight + hour * anHour).toISOString());
  return { from: at(fromHour), until: at(untilHour) };
}

/** What is offered at first: a meeting of tomorrow's afternoon, two days to draw and two to cast. */
export function usualTimes(now: string) {
  return { meeting: window(now, 14.5, 16.5), issuing: window(now, 8, 44), casting: window(now, 56, 92) };
}

export function windowOf({ from, until }: TypedWindow): TypedWindow | null {
  const [start, end] = [instantOf(from), instantOf(until)];
  return start === null || end === null ? null : { from: start, until: end };
}
