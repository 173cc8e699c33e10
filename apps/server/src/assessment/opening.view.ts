import type { Electorate } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** Who may vote at a unit, counted whole from the roster and the appointments, however little of it the asker sees. */
export async function electorateOf(tx: ReadTx, regionId: number, unitId: string): Promise<Electorate> {
  const { rows } = await sql<{ members: number; representatives: number }>`
    select members, representatives from assessment_electorate(${regionId}, ${unitId}::uuid)`.execute(tx);
  return { member: rows[0]?.members ?? 0, representative: rows[0]?.representatives ?? 0 };
}

/** The latest attempt of a stage, and whether it was confirmed. */
export async function lastAttempt(
  tx: ReadTx,
  participation: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<{ attempt: number; confirmed: boolean; heldOn: string } | null> {
  const row = await tx
    .selectFrom('assessment as a')
    .leftJoin('tally_assessment as t', (join) =>
      join.onRef('t.region_id', '=', 'a.region_id').onRef('t.assessment_id', '=', 'a.id'),
    )
    .select(['a.attempt', 'a.held_on as heldOn', 't.assessment_id as confirmed'])
    .where('a.region_id', '=', participation.regionId)
    .where('a.participation_id', '=', participation.id)
    .where('a.stage_code', '=', stageCode)
    .orderBy('a.attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { attempt: row.attempt, confirmed: row.confirmed !== null, heldOn: row.heldOn };
}

/** Of the orders to correct that were given after the last attempt of a stage was confirmed, the one that was verified first. */
export async function verifiedOrder(
  tx: ReadTx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
  timeZone: string,
): Promise<{ id: string; verifiedOn: string } | null> {
  const { rows } = await sql<{ id: string; verifiedOn: string }>`
    select o.id, (v.recorded_at at time zone ${timeZone})::date as "verifiedOn"
    from order_to_correct o
    join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
    where o.region_id = ${regionId} and o.participation_id = ${id} and o.stage_code = ${stageCode}
      and o.recorded_at > (select max(t.confirmed_at) from assessment a
        join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
        where a.region_id = o.region_id and a.participation_id = o.participation_id and a.stage_code = o.stage_code)
    order by v.recorded_at, o.id limit 1`.execute(tx);
  return rows[0] ?? null;
}
