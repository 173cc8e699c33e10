import { randomInt } from 'node:crypto';

/** Chance that can be had again: the seed is printed, and MUSTER_TEST_SEED repeats it. */
export interface Seeded {
  readonly seed: number;
  /** From 0 (included) to `below` (not). */
  readonly below: (below: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
}

export function seeded(say: (line: string) => void): Seeded {
  const seed = Number(process.env['MUSTER_TEST_SEED'] ?? randomInt(2 ** 31));
  say(`seed ${seed} (MUSTER_TEST_SEED=${seed} repeats it)`);
  let state = seed;
  const below = (limit: number) => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { seed, below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}
