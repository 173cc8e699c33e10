import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { countedAnew } from './counted-figures.ts';
import { countedTallies } from './counted-tallies.ts';

/** A figure of a node, where one unit stands, or the tally of a vote, that is not what the records say. */
export type Difference = FigureDifference | StandingDifference;

interface FigureDifference {
  readonly of: 'figure';
  readonly path: string;
  readonly name: string;
  readonly stageCode: string;
  readonly measure: string;
  readonly stored: number;
  readonly counted: number;
}

interface StandingDifference {
  /** Of a vote its tally, by attempt and by who voted: satisfied, basically, dissatisfied, do not know, void, of how many. */
  readonly of: 'standing' | 'tally';
  readonly path: string;
  /** Of the unit. */
  readonly name: string;
  readonly stageCode: string;
  /** What it is about, as `condition:hours`. */
  readonly measure: string;
  /** With how many of how many, where it counts anything; null where there is none. */
  readonly stored: string | null;
  readonly counted: string | null;
}

/** The same with what has to be written to mend it. */
export interface Differing {
  readonly of: 'figure' | 'standing' | 'tally';
  readonly region_id: number;
  readonly path: string;
  readonly name: string;
  readonly campaign_id: string;
  /** Of a standing. */
  readonly participation_id: string | null;
  readonly stage_code: string;
  readonly measure: string;
  /** What the records say: of a figure `num` alone; all null where they say nothing. */
  readonly value: string | null;
  readonly num: number | null;
  readonly den: number | null;
  /** Both in words. */
  readonly stored: string | null;
  readonly counted: string | null;
}

export function inWords({ of, path, name, stage_code, measure, stored, counted }: Differing): Difference {
  const where = { path, name, stageCode: stage_code, measure };
  return of === 'figure'
    ? { of, ...where, stored: Number(stored), counted: Number(counted) }
    : { of, ...where, stored, counted };
}

/** Every record is read once, for the figures and for the standings; what differs, the figures first, each by place in the tree. */
export async function differing(tx: Tx): Promise<Differing[]> {
  await readingEverything(tx);
  const { rows } = await sql<Differing>`
    with ${countedAnew}, ${countedTallies}, counted_row as (
      select c.*, p.campaign_id, p.unit_id, p.path, p.linked
      from counted_standing c join participation p on p.region_id = c.region_id and p.id = c.participation_id
    ), standing_difference as (
      select coalesce(c.region_id, s.region_id) as region_id, coalesce(c.unit_id, s.unit_id) as unit_id, coalesce(c.path, s.path) as path,
        coalesce(c.campaign_id, s.campaign_id) as campaign_id, coalesce(c.participation_id, s.participation_id) as participation_id,
        coalesce(c.stage_code, s.stage_code) as stage_code, coalesce(c.item, s.item) as item, c.value, c.num, c.den,
        ${said('s')} as stored, ${said('c')} as counted
      from rollup_standing s
      full join counted_row c on c.region_id = s.region_id and c.participation_id = s.participation_id and c.stage_code = s.stage_code and c.item = s.item
      where (s.value, s.num, s.den, s.campaign_id, s.unit_id, s.path, s.linked)
        is distinct from (c.value, c.num, c.den, c.campaign_id, c.unit_id, c.path, c.linked)
    ), difference as (
      select 'figure' as of, f.region_id, f.path, o.name, f.campaign_id, null::uuid as participation_id, f.stage_code, f.measure, null as value,
          f.counted as num, null::bigint as den, f.stored::text as stored, f.counted::text as counted
        from figure_difference f left join organisation o on o.region_id = f.region_id and o.path = f.path
      union all
      select 'standing', d.region_id, d.path, o.name, d.campaign_id, d.participation_id, d.stage_code, d.item, d.value, d.num, d.den, d.stored, d.counted
        from standing_difference d left join organisation o on o.region_id = d.region_id and o.id = d.unit_id
      union all
      select 'tally', d.region_id, p.path, o.name, p.campaign_id, d.participation_id, d.stage_code, d.measure, null, null, null, d.stored, d.counted
        from tally_difference d join participation p on p.region_id = d.region_id and p.id = d.participation_id
        left join organisation o on o.region_id = p.region_id and o.id = p.unit_id
    )
    select of, region_id, path::text as path, coalesce(name, '') as name, campaign_id, participation_id, stage_code, measure, value, num, den, stored, counted
    from difference d order by of, d.path, stage_code, measure`.execute(tx);
  return rows;
}

/** A standing in words, and where it counts from alone where that is what differs. */
const said = (which: 's' | 'c') => {
  const row = sql.raw(which);
  return sql`case when ${row}.value is not null then ${row}.value
    || case when ${row}.num is null then '' when ${row}.den is null then ' ' || ${row}.num else ' ' || ${row}.num || '/' || ${row}.den end
    || case when (s.value, s.num, s.den) is distinct from (c.value, c.num, c.den) then ''
            else ' @ ' || ${row}.path::text || ' ' || ${row}.linked::text || ' ' || ${row}.unit_id || ' ' || ${row}.campaign_id end end`;
};

/**
 * Every record is read once, so that neither looking rows up one by one nor sorting all of them is ever right; where steps of one query
 * hand sets to each other the planner does not know that. Tables are joined in the order in which they are written, each by the key of
 * the one before: of tables that grew since they were analysed it would join attendances to activities by the region alone.
 */
async function readingEverything(tx: Tx): Promise<void> {
  await sql`set local enable_nestloop = off`.execute(tx);
  await sql`set local enable_sort = off`.execute(tx);
  await sql`set local join_collapse_limit = 1`.execute(tx);
  await sql`set local work_mem = '64MB'`.execute(tx);
  await sql`set local parallel_tuple_cost = 0.03`.execute(tx);
  await sql`set local min_parallel_table_scan_size = 0`.execute(tx);
  await sql`set local enable_mergejoin = off`.execute(tx);
}
