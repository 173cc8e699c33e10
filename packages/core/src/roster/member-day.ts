import { refuse, type CivilDate, type Refusal } from '../kernel/index.ts';

/** A day in the life of a membership: not after today, not before what it follows. Null when it fits. */
export function judgeDay(
  on: CivilDate,
  earliest: CivilDate,
  today: CivilDate,
): Refusal<'day-in-future' | 'day-too-early'> | null {
  if (on > today) return refuse('day-in-future', { today }, 'on');
  if (on < earliest) return refuse('day-too-early', { earliest }, 'on');
  return null;
}
