import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Changing } from './changing.view.ts';

/**
 * How many hard conditions are open of the stage that a unit is in, in campaigns in which the other has passed that stage: who goes there
 * would have come past them.
 */
export async function skippedBy(tx: ReadTx, from: Changing, into: Changing): Promise<number> {
  if (from.kind !== 'unit') return 0;
  const { rows } = await sql<{ open: number }>`
    select coalesce(sum(cardinality(gate_unmet_hard(p.region_id, p.id, s.stage_code))), 0)::int as open
    from participation p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
    join participation q on q.region_id = p.region_id and q.campaign_id = p.campaign_id and q.unit_id = ${into.id}::uuid and q.ended_at is null
    join participation_stage z on z.region_id = q.region_id and z.participation_id = q.id and z.stage_code = s.stage_code and z.closed_at is not null
    where p.region_id = ${from.regionId} and p.unit_id = ${from.id}::uuid and p.ended_at is null`.execute(tx);
  return rows[0]?.open ?? 0;
}
