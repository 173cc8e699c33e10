import { daysBetween } from '../app/format/dates.ts';

type Dated = { readonly fromOn: string | null; readonly toOn: string | null };

export type StageClock =
  | { readonly phase: 'past' | 'next' }
  | { readonly phase: 'now'; readonly gone: number; readonly day: number; readonly days: number };

/** Where the calendar stands in a stage; what has no dates yet lies ahead. */
export function stageClock({ fromOn, toOn }: Dated, today: string): StageClock {
  if (fromOn === null || toOn === null || today < fromOn) return { phase: 'next' };
  if (today > toOn) return { phase: 'past' };
  const days = daysBetween(fromOn, toOn) + 1;
  const day = daysBetween(fromOn, today) + 1;
  return { phase: 'now', gone: day / days, day, days };
}
