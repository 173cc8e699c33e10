import type { LastAttempt, Opened } from '../assessment/index.ts';
import type { VoteOutcome } from './vote-outcome.ts';

/** What a vote is to one unit: by this attempt it is judged, and by it a next one is refused or not. */
export interface UnitOutcome {
  readonly unitId: string;
  readonly attempt: LastAttempt;
  readonly outcome: VoteOutcome;
  readonly isPooled: boolean;
}

/** Every unit of a pool is judged by the whole outcome. `opened` is in the order of the units, as the plan has it. */
export function ofEachUnit(
  unitIds: readonly string[],
  opened: readonly Opened[],
  outcome: VoteOutcome,
): readonly UnitOutcome[] {
  return opened.flatMap(({ attempt, heldOn, orderId }, at) => {
    const unitId = unitIds[at];
    if (unitId === undefined) return [];
    const isTooFew = !outcome.hasOutcome;
    const last = { attempt, confirmed: true, isTooFew, heldOn, orderId };
    return [{ unitId, attempt: last, outcome, isPooled: unitIds.length > 1 }];
  });
}
