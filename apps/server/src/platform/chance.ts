import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** Ids and randomness, so that a test can fix them. */
export interface Chance {
  /** A time-ordered id (UUIDv7). */
  readonly newId: () => string;
  readonly bytes: (length: number) => Uint8Array;
}

export const systemChance: Chance = { newId: () => v7(), bytes: (length) => randomBytes(length) };
