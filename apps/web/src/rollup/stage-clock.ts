import { daysBetween } from '../app/format/dates.ts';

type Dated = { readonly fromOn: string | null; readonly toOn: string | null; readonly closedOn: string | null };

export type StageClock =
  | { readonly phase: 'past' | 'next' }
  | { readonly phase: 'now'; readonly gone: number; readonly day: number; readonly days: number };

/** Where the calendar stands in a stage; what has no dates yet lies ahead, what a unit has left lies behind it. */
export function stageClock({ fromOn, toOn, closedOn }: Dated, today: string): StageClock {
  if (closedOn !== null) return { phase: 'past' };
  if (fromOn === null || toOn === null || today < fromOn) return { phase: 'next' };
  if (today > toOn) return { phase: 'past' };
  const days = daysBetween(fromOn, toOn) + 1;
  const day = daysBetween(fromOn, today) + 1;
  return { phase: 'now', gone: day / days, day, days };
}
