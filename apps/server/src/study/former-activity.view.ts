import { standsAmong, withFormerPlaces } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { activityWithSheet } from './activity.view.ts';

/** What was held in another storage region by a branch that moved, to whoever reads that branch where it is now. */
export function activityOfFormerPlace(tx: ReadTx, id: string, branchId: string | undefined, actor: Actor) {
  return withFormerPlaces(tx, null, actor, async (formerly) => {
    const found = formerly.length === 0 ? null : await activityWithSheet(tx, id, branchId);
    return found !== null && standsAmong(found.place, formerly) ? found : null;
  });
}
