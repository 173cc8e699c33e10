import { addDays, type CivilDate } from './civil-date.ts';
import { refuse, type Refusal } from './refusal.ts';

/** Nobody means a day years ahead: the year is mistyped, and would stand in every plan and list. Counted in days from today. */
export function refuseFar(
  day: CivilDate,
  today: CivilDate,
  days: number,
  field: string,
): Refusal<'day-too-far'> | null {
  const latest = addDays(today, days);
  return day > latest ? refuse('day-too-far', { latest }, field) : null;
}
