import { sql } from 'kysely';
import type { UnitClosed } from '../organisation/index.ts';
import type { Tx } from '../platform/database/db.ts';

/** No team answers for a unit that is closed; what it did there stays. The authority that came with it ends with all offices there. */
export async function endTies(tx: Tx, { regionId, unitId, on }: UnitClosed): Promise<void> {
  await sql`
    update team_unit set to_on = greatest(${on}::date, from_on)
    where region_id = ${regionId} and unit_id = ${unitId}::uuid and to_on is null`.execute(tx);
}
