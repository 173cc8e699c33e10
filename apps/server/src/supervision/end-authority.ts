import { endGrantsOfTeams } from '../access/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

/** A team answers for its units in its campaign: with that its authority ends. Who was in it, and for which units, stays written. */
export async function endAuthority(
  tx: Tx,
  { campaignId }: { readonly campaignId: string },
  { at }: Circumstances,
): Promise<void> {
  await endGrantsOfTeams(tx, campaignId, at);
}
