import { sql } from 'kysely';
import type { UnitClosed } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { markAllDirty } from '../platform/outbox.ts';

interface Ended {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly linked: string[];
}

/** A unit that is closed or merged takes part no longer, by the decision of whoever closed it. Its records and figures of then stay. */
export async function endParticipations(
  tx: Tx,
  { regionId, unitId, on, reason }: UnitClosed,
  { actor, at }: Circumstances,
): Promise<void> {
  const { rows } = await sql<Ended>`
    update participation set ended_at = ${at}, ended_on = ${on}::date, ended_by = ${actor.personId}::uuid, ended_by_name = ${actor.personName},
      end_reason = ${reason}
    where region_id = ${regionId} and unit_id = ${unitId}::uuid and ended_at is null
      and exists (select from campaign c where c.id = campaign_id and c.closed_on is null)
    returning region_id as "regionId", id, path::text as path, linked::text[] as linked`.execute(tx);
  await markAllDirty(tx, rows);
}
