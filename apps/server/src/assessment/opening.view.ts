import type { Electorate, OpeningState } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/**
 * Who may vote at units that vote together, nobody twice: counted whole from the roster and the appointments, however little of it
 * the asker sees. At one unit, of that one.
 */
export async function electorateOf(tx: ReadTx, regionId: number, unitIds: readonly string[]): Promise<Electorate> {
  const { rows } = await sql<{ members: number; representatives: number }>`
    select members, representatives from assessment_electorate_together(${regionId}, ${[...unitIds]}::uuid[])`.execute(
    tx,
  );
  return { member: rows[0]?.members ?? 0, representative: rows[0]?.representatives ?? 0 };
}

/** How many may vote at each of these by itself. */
export async function votersAt(
  tx: ReadTx,
  regionId: number,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ id: string; voters: number }>`
    select unit_id as id, voters from assessment_voters(${regionId}, ${[...unitIds]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, voters }) => [id, voters]));
}

type Of = Pick<Participation, 'regionId' | 'id'>;

/** The latest attempt of a stage at each of these, by the participation's id, and whether it was confirmed. */
export async function lastAttempts(
  tx: ReadTx,
  of: readonly Of[],
  stageCode: string,
): Promise<ReadonlyMap<string, NonNullable<OpeningState['last']>>> {
  const { rows } = await sql<{ of: string } & NonNullable<OpeningState['last']>>`
    select distinct on (a.participation_id) a.participation_id as of, a.attempt, a.held_on as "heldOn", a.order_id as "orderId",
      t.valid is not null as confirmed, coalesce(t.valid < a.fewest_papers, false) as "isTooFew"
    from assessment a
    cross join lateral (select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid
      from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) t
    where ${among(of, 'a')} and a.stage_code = ${stageCode}
    order by a.participation_id, a.attempt desc`.execute(tx);
  return new Map(rows.map(({ of: id, ...last }) => [id, last]));
}

/** Of the orders to correct that were given after the last attempt of a stage was confirmed, the one that was verified last: at each where all of them are. */
export async function verifiedOrders(
  tx: ReadTx,
  of: readonly Of[],
  stageCode: string,
  timeZone: string,
): Promise<ReadonlyMap<string, NonNullable<OpeningState['order']>>> {
  const { rows } = await sql<{ of: string; id: string; verifiedOn: string }>`
    select distinct on (o.participation_id) o.participation_id as of, o.id, (v.recorded_at at time zone ${timeZone})::date as "verifiedOn"
    from order_to_correct o
    join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
    where ${among(of, 'o')} and o.stage_code = ${stageCode}
      and o.recorded_at > (select max(t.confirmed_at) from assessment a
        join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
        where a.region_id = o.region_id and a.participation_id = o.participation_id and a.stage_code = o.stage_code)
      and not exists (select from order_to_correct u
        where u.region_id = o.region_id and u.participation_id = o.participation_id and u.stage_code = o.stage_code
          and u.recorded_at > (select max(t.confirmed_at) from assessment a
            join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
            where a.region_id = u.region_id and a.participation_id = u.participation_id and a.stage_code = u.stage_code)
          and not exists (select from order_verification w where w.region_id = u.region_id and w.order_id = u.id and w.outcome = 'verified'))
    order by o.participation_id, v.recorded_at desc, o.id`.execute(tx);
  return new Map(rows.map(({ of: id, ...order }) => [id, order]));
}

function among(of: readonly Of[], table: string) {
  return sql`(${sql.ref(`${table}.region_id`)}, ${sql.ref(`${table}.participation_id`)}) in (
    select * from unnest(${of.map(({ regionId }) => regionId)}::int[], ${of.map(({ id }) => id)}::uuid[]))`;
}
