import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { foundActivities, withFormer } from './found-activities.ts';

/** What the branches of a unit, or a branch, met for that counts where somebody else held it; none above units, where that is beneath. */
export async function meetingsElsewhere(
  tx: ReadTx,
  node: Node,
  campaignId: string | null,
  actor: Actor,
): Promise<number> {
  if (campaignId === null) return 0;
  return withFormer(tx, node, actor, async (everywhere) => {
    const { elsewhere } = await foundActivities(tx, node, { campaignId, everywhere, limit: 0 });
    return elsewhere;
  });
}
