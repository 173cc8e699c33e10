import { addDays, type CivilDate } from '../kernel/index.ts';

/** How many days before something is due who owes it is reminded, and how many days after it the level above is told, once. */
export const ladder = { daysBefore: [3, 1], escalateAfterDays: 7 } as const;

export const rungs = ['before-3', 'before-1', 'overdue', 'escalated'] as const;
/** A step of the ladder; each is taken at most once for a due day. */
export type Rung = (typeof rungs)[number];

/**
 * On which steps of the ladder something stands that is due on a day. A day on which nobody was reminded is made up for: two days before
 * it is due the step of three holds.
 */
export function rungsOn(dueOn: CivilDate, today: CivilDate): readonly Rung[] {
  const [first, last] = ladder.daysBefore;
  if (today > dueOn) return today >= addDays(dueOn, ladder.escalateAfterDays) ? ['overdue', 'escalated'] : ['overdue'];
  if (dueOn <= addDays(today, last)) return ['before-1'];
  return dueOn <= addDays(today, first) ? ['before-3'] : [];
}
