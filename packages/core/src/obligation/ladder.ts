import { addDays, type CivilDate } from '../kernel/index.ts';

/** How many days before something is due who owes it is reminded, and how many days after it the level above is told, once. */
const daysBefore = { first: 3, last: 1 };
const escalateAfterDays = 7;
/** What nobody was told for so long, since nothing ran or it was taken over from elsewhere, stands in the to-do and is not said any more. */
const madeUpForDays = 14;

export const noticeKinds = ['due-soon', 'overdue', 'escalated', 'answered', 'ordered', 'transition'] as const;
/** What a notice is about: one of a kind a day, whatever it is about. */
export type NoticeKind = (typeof noticeKinds)[number];

/** What was said to a person about one thing: a step of the ladder, what was decided, or what was ordered. */
export const noticeRungs = [
  'before-3',
  'before-1',
  'overdue',
  'escalated',
  'granted',
  'refused',
  'exempted',
  'returned',
  'ordered',
] as const;

/** What became of an application, as those are told who applied or act for the unit. */
export const noticeOutcomes = ['returned', 'passed', 'refused'] as const;

/** Things due in a span of days stand on this step of the ladder; each step is taken once for a due day. */
export interface Rung {
  readonly rung: 'before-3' | 'before-1' | 'overdue' | 'escalated';
  readonly kind: NoticeKind;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
}

/** A day on which nobody was reminded is made up for: two days before something is due, the step of three holds. */
export function rungsOn(today: CivilDate): readonly Rung[] {
  const soon = addDays(today, daysBefore.last);
  return [
    { rung: 'before-3', kind: 'due-soon', fromOn: addDays(soon, 1), toOn: addDays(today, daysBefore.first) },
    { rung: 'before-1', kind: 'due-soon', fromOn: today, toOn: soon },
    { rung: 'overdue', kind: 'overdue', fromOn: addDays(today, -madeUpForDays), toOn: addDays(today, -1) },
    {
      rung: 'escalated',
      kind: 'escalated',
      fromOn: addDays(today, -escalateAfterDays - madeUpForDays),
      toOn: addDays(today, -escalateAfterDays),
    },
  ];
}
