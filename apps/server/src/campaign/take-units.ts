import { mayActOn, type Grant } from '@muster/core/access';
import type { CoveredUnit } from './units-in-scope.view.ts';

export interface JoiningUnit {
  readonly regionId: number;
  readonly unitId: string;
  readonly path: string;
  readonly linked: readonly string[];
}

export interface Taken {
  readonly joining: readonly JoiningUnit[];
  /** Meant for this batch and not taken: nobody to take part, or claimed by another batch with equal right. */
  readonly leftOut: { readonly withoutMember: readonly CoveredUnit[]; readonly twice: readonly CoveredUnit[] };
}

/** What a batch takes when it opens: every unit that it wins, or that an earlier one missed, where whoever opens it may. */
export function takenBy(batchId: string, units: readonly CoveredUnit[], grants: readonly Grant[]): Taken {
  const mine = units.filter(
    (unit) => unit.batchId === null && mayActOn(grants, 'manage-campaign', unit) && isMeantFor(batchId, unit.coverage),
  );
  const covered = mine.filter((unit) => unit.coverage.state === 'covered');
  return {
    joining: covered
      .filter((unit) => unit.hasMember)
      .map(({ regionId, unitId, path, linked }) => ({ regionId, unitId, path, linked })),
    leftOut: {
      withoutMember: covered.filter((unit) => !unit.hasMember),
      twice: mine.filter((unit) => unit.coverage.state === 'doubly'),
    },
  };
}

/** Whether a batch claims it, alone or with another of equal right. */
export function isMeantFor(batchId: string, coverage: CoveredUnit['coverage']): boolean {
  if (coverage.state === 'covered') return coverage.batchId === batchId;
  return coverage.state === 'doubly' && coverage.claims.some((claim) => claim.batchId === batchId);
}
