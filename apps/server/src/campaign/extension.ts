import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { markAllDirty } from '../platform/outbox.ts';
import { datesChanged } from './hooks.ts';

export interface Extension {
  readonly id: string;
  readonly batchId: string;
  readonly stage: string;
  readonly days: number;
  readonly reason: string;
  readonly basis: string;
  readonly decidedOn: CivilDate;
}

interface Reached {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly linked: readonly string[];
}

/** Participations of a batch beneath a node of either tree whose stage is not closed. */
export function reachedBy(batchId: string, stage: string, nodePath: string) {
  return sql`
    select p.region_id, p.id, p.unit_id, p.path, p.linked, s.position, s.ends_on
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = ${stage}
    where p.batch_id = ${batchId} and p.ended_at is null and s.closed_at is null
      and (p.path <@ ${nodePath}::ltree or ${nodePath}::ltree @> any (p.linked))`;
}

/** The most days that one of those reached was given for the stage before. */
export function mostGiven(batchId: string, stage: string, nodePath: string) {
  return sql`(select coalesce(max(given), 0)::int from (
    select sum(x.ends_after - x.ends_before) as given from (${reachedBy(batchId, stage, nodePath)}) r
    join participation_extension x on x.region_id = r.region_id and x.participation_id = r.id and x.stage_code = ${stage}
    group by r.region_id, r.id) each)`;
}

interface Locked {
  readonly units: number;
  readonly others: number;
  readonly given: number;
}

/**
 * How many units that is, how many of them whoever asks does not belong to, and the most time that one was given before. They are locked first, so that no stage is closed or opened
 * between being counted and being moved.
 */
export async function lockUnitsToExtend(
  tx: Tx,
  { batchId, stage, nodePath }: { batchId: string; stage: string; nodePath: string },
): Promise<Locked> {
  await sql`${reachedBy(batchId, stage, nodePath)} order by p.region_id, p.id for update of p`.execute(tx);
  const { rows } = await sql<Locked>`
    with own as (select units_of_self() as id)
    select count(*)::int as units, (count(*) filter (where unit_id not in (select id from own)))::int as others,
      ${mostGiven(batchId, stage, nodePath)} as given
    from (${reachedBy(batchId, stage, nodePath)}) reached`.execute(tx);
  return rows[0] ?? { units: 0, others: 0, given: 0 };
}

export async function insertExtension(
  tx: Tx,
  extension: Extension,
  { campaignId, node }: { readonly campaignId: string; readonly node: Node },
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('stage_extension')
    .values({
      id: extension.id,
      campaign_id: campaignId,
      batch_id: extension.batchId,
      stage_code: extension.stage,
      organisation_id: node.id,
      organisation_name: node.name,
      node_path: node.place.path,
      days: extension.days,
      reason: extension.reason,
      basis: extension.basis,
      decided_on: extension.decidedOn,
      recorded_by: actor.personId,
      recorded_by_name: actor.personName,
      recorded_at: at,
    })
    .execute();
}

/** Time that a unit was given without its whole campaign: the windows of its batch know nothing of it. */
export async function givenToUnit(
  tx: ReadTx,
  { regionId, id }: Pick<Reached, 'regionId' | 'id'>,
): Promise<readonly { readonly code: string; readonly days: number }[]> {
  const { rows } = await sql<{ readonly code: string; readonly days: number }>`
    select x.stage_code as code, sum(e.days)::int as days
    from participation_extension x
    join stage_extension e on e.id = x.extension_id
    join campaign c on c.id = e.campaign_id
    where x.region_id = ${regionId} and x.participation_id = ${id} and not e.node_path @> c.path
    group by x.stage_code`.execute(tx);
  return rows;
}

interface Reach {
  readonly node: Node;
  /** Stages that come after it, whose windows end later too. */
  readonly codesAfter: readonly string[];
  /** The whole campaign: the windows of the batch itself move. */
  readonly isWhole: boolean;
}

/**
 * One statement for however many units. The stage ends later and may be left as early as before: time is given, none is taken. What
 * lies ahead moves by as many days, and its window stays open from the day it was.
 */
export async function extendBeneath(
  tx: Tx,
  { id, batchId, stage, days }: Extension,
  { node, codesAfter, isWhole }: Reach,
  { tell }: Circumstances,
): Promise<void> {
  const { rows } = await sql<Reached>`
    with reached as (${reachedBy(batchId, stage, node.place.path)} for update of p),
    moved as (
      update participation_stage s
      set ends_on = s.ends_on + ${days}::int, window_to = s.window_to + ${days}::int,
        starts_on = case when s.position > r.position then s.starts_on + ${days}::int else s.starts_on end,
        earliest_on = case when s.position > r.position then s.earliest_on + ${days}::int else s.earliest_on end
      from reached r
      where s.region_id = r.region_id and s.participation_id = r.id and s.position >= r.position and s.closed_at is null
    ),
    kept as (
      insert into participation_extension (region_id, participation_id, extension_id, stage_code, ends_before, ends_after, path, linked)
      select region_id, id, ${id}::uuid, ${stage}, ends_on, ends_on + ${days}::int, path, linked from reached
    )
    select region_id as "regionId", id, path, linked::text[] as linked from reached`.execute(tx);
  if (isWhole) {
    await sql`update batch_stage set ends_on = ends_on + ${days}::int
      where batch_id = ${batchId} and stage_code = any (${[stage, ...codesAfter]}::text[])`.execute(tx);
  }
  for (const [regionId, units] of Map.groupBy(rows, (row) => row.regionId)) {
    await tell(tx, datesChanged, { regionId, participationIds: units.map((unit) => unit.id) });
  }
  await markAllDirty(tx, rows);
}
