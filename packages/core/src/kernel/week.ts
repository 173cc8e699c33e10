import { addDays, type CivilDate } from './civil-date.ts';

/** The Monday of the week of a day: weeks are named by it. */
export function weekOf(day: CivilDate): CivilDate {
  const sinceMonday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -sinceMonday);
}
