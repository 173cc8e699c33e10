/** The only source of the present; everything else is told `at`. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
