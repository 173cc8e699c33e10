import { AsyncLocalStorage } from 'node:async_hooks';
import { addDays, type CivilDate } from '@muster/core/kernel';
import type { Clock } from '../../platform/clock.ts';

/** The clock of a demo that writes its own past; it stands still until it is set. */
export class DemoClock implements Clock {
  readonly #everybody: { now: Date };
  readonly #apart = new AsyncLocalStorage<{ now: Date }>();

  constructor(now: Date) {
    this.#everybody = { now };
  }

  now(): Date {
    return this.#hand().now;
  }

  set(now: Date): void {
    this.#hand().now = now;
  }

  /** Work beside other work, each in its own days: what it sets, nobody else sees. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.#apart.run({ now: this.now() }, work);
  }

  #hand(): { now: Date } {
    return this.#apart.getStore() ?? this.#everybody;
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
