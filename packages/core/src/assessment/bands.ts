import type { Share } from './tally.ts';

/** A band of satisfaction in percent: at least `min`, below `below`; null is open. */
export interface Band {
  readonly min: number | null;
  readonly below: number | null;
}

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
