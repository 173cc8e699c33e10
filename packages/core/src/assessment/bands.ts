import type { Band } from '../campaign/index.ts';
import type { Share } from './tally.ts';

/** The place of a share among the bands; null where no valid vote was cast. */
export function bandOf(satisfied: Share, bands: readonly Band[]): number | null {
  if (satisfied.den === 0) return null;
  const hundredfold = satisfied.num * 100;
  const index = bands.findIndex(
    ({ min, below }) =>
      (min === null || hundredfold >= min * satisfied.den) && (below === null || hundredfold < below * satisfied.den),
  );
  return index === -1 ? null : index;
}
