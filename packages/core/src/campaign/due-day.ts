import { addDays, type CivilDate } from '../kernel/index.ts';

/** What is due in a stage: so many days after its first day, or before its last. */
export interface DueIn {
  readonly anchor: 'start' | 'end';
  readonly offsetDays: number;
}

/** Never before the stage's first day nor after its last: a stage that became shorter than the offset leaves the day that there is. */
export function dueDay(
  { startsOn, endsOn }: { readonly startsOn: CivilDate; readonly endsOn: CivilDate },
  { anchor, offsetDays }: DueIn,
): CivilDate {
  const day = anchor === 'start' ? addDays(startsOn, offsetDays) : addDays(endsOn, -offsetDays);
  if (day > endsOn) return endsOn;
  return day < startsOn ? startsOn : day;
}
