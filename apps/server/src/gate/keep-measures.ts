import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

/** How many are worked out at a time; all at once a city would take longer than a statement may. */
const atATime = 200;

/** Hears that a campaign was closed: what each unit had reached is what it says from now on, whoever moves or leaves afterwards. */
export async function keepMeasures(
  tx: Tx,
  { campaignId }: { readonly campaignId: string },
  { at }: Circumstances,
): Promise<void> {
  const rows = await tx
    .selectFrom('participation')
    .select(['region_id', 'id'])
    .where('campaign_id', '=', campaignId)
    .orderBy('region_id')
    .orderBy('id')
    .execute();
  for (let start = 0; start < rows.length; start += atATime) {
    const some = rows.slice(start, start + atATime);
    const regions = some.map(({ region_id: region }) => region);
    const ids = some.map(({ id }) => id);
    await sql`select gate_keep(${regions}::int[], ${ids}::uuid[], ${at}::timestamptz)`.execute(tx);
  }
}
