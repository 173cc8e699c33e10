import { addDays, type CivilDate } from '@muster/core/kernel';
import type { Clock } from '../../platform/clock.ts';

/** The clock of a demo that writes its own past; it stands still until it is set. */
export class DemoClock implements Clock {
  #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  set(now: Date): void {
    this.#now = now;
  }
}

/** Days of the demo's stage, from the day it began; people do not meet on Sundays. */
export interface Calendar {
  readonly startsOn: CivilDate;
  readonly today: CivilDate;
  readonly workdays: readonly CivilDate[];
}

export function calendarOf(today: CivilDate, daysAgo: number): Calendar {
  const startsOn = addDays(today, -daysAgo);
  const days = Array.from({ length: daysAgo }, (_, index) => addDays(startsOn, index));
  return { startsOn, today, workdays: days.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() !== 0) };
}

/** An instant of a civil day in China, which has one time zone and no summer time. */
export function instantOf(day: CivilDate, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}
