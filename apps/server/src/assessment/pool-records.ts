import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Units that vote together in a stage, the host of the vote first. */
export interface PoolRecord {
  readonly regionId: number;
  readonly id: string;
  readonly campaignId: string;
  readonly stageCode: string;
  readonly formedOn: string;
  readonly formedBy: string;
  /** Of the node where it was formed. */
  readonly path: string;
  readonly units: readonly PooledUnit[];
  /** An assessment of it was opened. */
  readonly hasVoted: boolean;
}

export interface PooledUnit {
  readonly unitId: string;
  readonly participationId: string;
  readonly name: string;
  readonly path: string;
}

/** Undone before they voted. */
export interface EndedPool extends Omit<PoolRecord, 'hasVoted'> {
  readonly endedAt: Date;
  readonly endedBy: string;
  readonly reason: string;
}

const columns = sql`p.region_id as "regionId", p.id, p.campaign_id as "campaignId", p.stage_code as "stageCode", p.formed_on as "formedOn",
  p.formed_by_name as "formedBy", p.path::text as path,
  (select jsonb_agg(jsonb_build_object('unitId', u.unit_id, 'participationId', u.participation_id, 'name', u.unit_name, 'path', u.path)
     order by u.position) from assessment_pool_unit u where u.region_id = p.region_id and u.pool_id = p.id) as units`;

/** Those that stand, in the order in which they were formed. */
async function pools(tx: ReadTx, which: RawBuilder<unknown>): Promise<PoolRecord[]> {
  const { rows } = await sql<PoolRecord>`
    select ${columns}, exists (select from assessment a where a.region_id = p.region_id and a.pool_id = p.id) as "hasVoted"
    from assessment_pool p
    where not exists (select from assessment_pool_end e where e.region_id = p.region_id and e.pool_id = p.id) and (${which})
    order by p.recorded_at, p.id`.execute(tx);
  return rows;
}

/** That in which a unit votes in a stage; null where it votes by itself. */
export async function poolOf(
  tx: ReadTx,
  { regionId, id }: { readonly regionId: number; readonly id: string },
  stageCode: string,
): Promise<PoolRecord | null> {
  const [pool] = await pools(
    tx,
    sql`p.region_id = ${regionId} and p.stage_code = ${stageCode} and p.id in (
      select u.pool_id from assessment_pool_unit u where u.region_id = ${regionId} and u.participation_id = ${id}::uuid)`,
  );
  return pool ?? null;
}

export async function poolById(tx: ReadTx, id: string): Promise<PoolRecord | null> {
  const [pool] = await pools(tx, sql`p.id = ${id}::uuid`);
  return pool ?? null;
}

/** All with a unit at or beneath a node of either tree. */
export function poolsBeneath(tx: ReadTx, campaignId: string, path: string): Promise<PoolRecord[]> {
  return pools(tx, toldBeneath(campaignId, path));
}

const toldBeneath = (campaignId: string, path: string) => sql`
  p.campaign_id = ${campaignId} and p.told is not null and exists (select from unnest(p.told) t (place) where t.place <@ ${path}::ltree)`;

/** Of those that were undone there, the latest first. */
export async function endedPoolsBeneath(tx: ReadTx, campaignId: string, path: string): Promise<EndedPool[]> {
  const { rows } = await sql<EndedPool>`
    select ${columns}, e.recorded_at as "endedAt", e.ended_by_name as "endedBy", e.reason
    from assessment_pool p
    join assessment_pool_end e on e.region_id = p.region_id and e.pool_id = p.id
    where ${toldBeneath(campaignId, path)}
    order by e.recorded_at desc, p.id`.execute(tx);
  return rows;
}

interface AtStage {
  readonly id: string;
  readonly stageCode: string | null;
}

/** Participations that are in a pool of their open stage. */
export async function pooledAmong(tx: ReadTx, of: readonly AtStage[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select u.participation_id as id
    from unnest(${of.map(({ id }) => id)}::uuid[], ${of.map(({ stageCode }) => stageCode)}::text[]) w (id, stage)
    join assessment_pool_unit u on u.participation_id = w.id
    join assessment_pool p on p.region_id = u.region_id and p.id = u.pool_id and p.stage_code = w.stage
    where not exists (select from assessment_pool_end e where e.region_id = p.region_id and e.pool_id = p.id)`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Whether the last vote of the open stage is being counted, or is settled: it has an outcome, and what was ordered
 * since, all of it verified, does not call for another. Participations without a vote, whose papers were too few, or that may vote again are not among them.
 */
export async function votesAmong(
  tx: ReadTx,
  of: readonly AtStage[],
): Promise<ReadonlyMap<string, 'counting' | 'settled'>> {
  const { rows } = await sql<{ id: string; vote: 'counting' | 'settled' | null }>`
    select w.id, case
      when t.confirmed_at is null then 'counting'
      when t.valid >= a.fewest_papers and not coalesce((
        select bool_and(exists (select from order_verification v where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'))
        from order_to_correct o
        where o.region_id = a.region_id and o.participation_id = a.participation_id and o.stage_code = a.stage_code
          and o.recorded_at > t.confirmed_at), false) then 'settled' end as vote
    from unnest(${of.map(({ id }) => id)}::uuid[], ${of.map(({ stageCode }) => stageCode)}::text[]) w (id, stage)
    join assessment a on a.participation_id = w.id and a.stage_code = w.stage
      and not exists (select from assessment later where later.region_id = a.region_id and later.participation_id = a.participation_id
        and later.stage_code = a.stage_code and later.attempt > a.attempt)
    cross join lateral (select max(confirmed_at) as confirmed_at, sum(satisfied + basically_satisfied + dissatisfied + dont_know) as valid
      from tally_assessment where region_id = a.region_id and assessment_id = a.id) t`.execute(tx);
  return new Map(rows.flatMap(({ id, vote }) => (vote === null ? [] : [[id, vote] as const])));
}
