import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/**
 * Whether some unit that is served from this node of the party tree has a branch elsewhere as well: what is counted of it stands at the
 * node above all its branches, not here.
 */
export async function isCountedAbove(
  tx: ReadTx,
  { regionId, tree, place: { path } }: Node,
  campaignId: string | null,
): Promise<boolean> {
  const { rows } = await sql<{ above: boolean }>`
    select ${tree}::text = 'party' and exists (
      select from participation p
      where p.region_id = ${regionId} and p.campaign_id = ${campaignId}::uuid and p.ended_at is null and p.linked <@ ${path}::ltree
        and exists (select from unnest(p.linked) each where not each <@ ${path}::ltree)) as above`.execute(tx);
  return rows[0]?.above ?? false;
}
