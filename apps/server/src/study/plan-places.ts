import type { Place } from '@muster/core/access';
import type { PlanRow } from './plans.view.ts';

/** What becomes of a plan is of every branch that it expects. */
export function placeInLedger({ path, branches }: Pick<PlanRow, 'path' | 'branches'>): Place {
  return { path, linked: branches.map(({ partyPath }) => partyPath) };
}

/** Of a branch that met, and its sheet. */
export const sheetPlace = ({ path, partyPath }: PlanRow['branches'][number]): Place => ({
  path: partyPath,
  linked: [path],
});
