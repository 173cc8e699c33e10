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

/** Those that stand, in the order in which they were formed. */
async function pools(tx: ReadTx, which: RawBuilder<unknown>): Promise<PoolRecord[]> {
  const { rows } = await sql<PoolRecord>`
    select p.region_id as "regionId", p.id, p.campaign_id as "campaignId", p.stage_code as "stageCode", p.formed_on as "formedOn",
      p.formed_by_name as "formedBy", p.path::text as path,
      exists (select from assessment a where a.region_id = p.region_id and a.pool_id = p.id) as "hasVoted",
      (select jsonb_agg(jsonb_build_object('unitId', u.unit_id, 'participationId', u.participation_id, 'name', u.unit_name, 'path', u.path)
         order by u.position) from assessment_pool_unit u where u.region_id = p.region_id and u.pool_id = p.id) as units
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
  return pools(
    tx,
    sql`p.campaign_id = ${campaignId} and p.told is not null and exists (
      select from unnest(p.told) t (place) where t.place <@ ${path}::ltree)`,
  );
}

/** Participations that are in a pool of their open stage. */
export async function pooledAmong(
  tx: ReadTx,
  of: readonly { readonly id: string; readonly stageCode: string | null }[],
): Promise<ReadonlySet<string>> {
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
