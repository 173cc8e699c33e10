import type { Share } from './tally.ts';

/**
 * Dissatisfaction blocks from the threshold on, compared as integers: 10 of 100 blocks at 1/10, 10 of 101 does not.
 * Without a valid vote nothing was shown, so it blocks.
 */
export function blocks(dissatisfied: Share, threshold: Share): boolean {
  return dissatisfied.den === 0 || dissatisfied.num * threshold.den >= threshold.num * dissatisfied.den;
}
