import { sql } from 'kysely';
import type { UnitClosed } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

/**
 * Hears that a unit takes part no longer, while its part in each campaign still stands: what is owed there and is not done is owed no
 * more, and says why. What its people owe has gone along by then, where the unit that they belong to now is asked for the same.
 */
export async function endWithUnit(
  tx: Tx,
  { regionId, unitId, intoUnitId }: UnitClosed,
  { actor, at }: Circumstances,
): Promise<void> {
  await sql`
    update obligation o set cancelled_at = ${at}, cancelled_by = ${actor.personId}::uuid, cancelled_by_name = ${actor.personName},
      cancel_reason = ${intoUnitId === null ? 'unit-closed' : 'unit-merged'}
    from participation p join campaign c on c.id = p.campaign_id and c.closed_on is null
    where p.region_id = ${regionId} and p.unit_id = ${unitId}::uuid and p.ended_at is null
      and o.region_id = p.region_id and o.participation_id = p.id and o.cancelled_at is null
      and not exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null)
      and not exists (select from obligation_exemption e
        where e.region_id = o.region_id and e.obligation_id = o.id and e.voided_at is null)`.execute(tx);
}
