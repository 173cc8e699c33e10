import { voterGroups, type Voters } from '../assessment/index.ts';
import type { Eligible } from './eligible.ts';

/** With fewer on its roster a poll would tell what single people said. */
export const fewestEligible = 10;

/** Who votes in one poll of a vote. */
export interface Part {
  /** Told apart from nobody else in it. */
  readonly raters: readonly Voters[];
  readonly eligible: readonly Eligible[];
}

/** Members and representatives have polls of their own where each are enough (decision 0095); else one, in which nobody is told apart. */
export function partPolls(eligible: readonly Eligible[]): readonly Part[] {
  const groups = voterGroups
    .map((voters) => ({ raters: [voters], eligible: eligible.filter(({ as }) => as === voters) }))
    .filter((part) => part.eligible.length > 0);
  return groups.every((part) => part.eligible.length >= fewestEligible)
    ? groups
    : [{ raters: groups.flatMap(({ raters }) => raters), eligible }];
}
