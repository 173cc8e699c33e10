import { AsyncLocalStorage } from 'node:async_hooks';
import { addDays, civilDateAt, type CivilDate } from '@muster/core/kernel';
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

const ordinaryStarts = ['09:00', '09:30', '10:00', '14:00', '14:30', '15:00', '15:30', '19:00', '19:30'] as const;

/** The first time from now on at which people meet: never at night and not at noon, whenever the demo is built. */
export function nextOrdinaryStart(now: Date): Date {
  const today = civilDateAt(now, 'Asia/Shanghai');
  const starts = ordinaryStarts.map((time) => instantOf(today, time));
  return starts.find((start) => start >= now) ?? instantOf(addDays(today, 1), ordinaryStarts[0]);
}
