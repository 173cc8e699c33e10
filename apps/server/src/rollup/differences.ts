import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { countedAnew } from './counted-figures.ts';

/** A figure of a node, or where one unit stands, that is not what the records say. */
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
  readonly of: 'standing';
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

/** The figures that differ, then the standings, each by place in the tree; the records are read once for both. */
export async function differencesWithin(tx: Tx): Promise<Difference[]> {
  const { rows } = await sql<{ figures: FigureDifference[]; standings: StandingDifference[] }>`
    with ${countedAnew},
    figure as (
      select coalesce(s.region_id, c.region_id) as region_id, coalesce(s.path, c.path) as path, coalesce(s.stage_code, c.stage_code) as stage_code,
        coalesce(s.measure, c.measure) as measure, coalesce(s.amount, 0) as stored, coalesce(c.amount, 0) as counted
      from (select region_id, path, campaign_id, stage_code, measure, amount from rollup_counter where amount <> 0) s
      full join counted_figure c on c.region_id = s.region_id and c.path = s.path and c.campaign_id = s.campaign_id
        and c.stage_code = s.stage_code and c.measure = s.measure
      where coalesce(s.amount, 0) <> coalesce(c.amount, 0)
    ), counted_row as (
      select c.*, p.campaign_id, p.unit_id, p.path, p.linked
      from counted_standing c join participation p on p.region_id = c.region_id and p.id = c.participation_id
    ), standing as (
      select coalesce(c.region_id, s.region_id) as region_id, coalesce(c.unit_id, s.unit_id) as unit_id, coalesce(c.path, s.path) as path,
        coalesce(s.stage_code, c.stage_code) as stage_code, coalesce(s.item, c.item) as item,
        ${said('s')} as stored, ${said('c')} as counted
      from rollup_standing s
      full join counted_row c on c.region_id = s.region_id and c.participation_id = s.participation_id and c.stage_code = s.stage_code and c.item = s.item
      where (s.value, s.num, s.den, s.campaign_id, s.unit_id, s.path, s.linked)
        is distinct from (c.value, c.num, c.den, c.campaign_id, c.unit_id, c.path, c.linked)
    )
    select
      (select coalesce(json_agg(json_build_object('of', 'figure', 'path', f.path, 'name', coalesce(o.name, ''), 'stageCode', f.stage_code,
          'measure', f.measure, 'stored', f.stored, 'counted', f.counted) order by f.path, f.measure), '[]')
        from figure f left join organisation o on o.region_id = f.region_id and o.path = f.path) as figures,
      (select coalesce(json_agg(json_build_object('of', 'standing', 'path', d.path, 'name', coalesce(o.name, ''), 'stageCode', d.stage_code,
          'measure', d.item, 'stored', d.stored, 'counted', d.counted) order by d.path, d.stage_code, d.item), '[]')
        from standing d left join organisation o on o.region_id = d.region_id and o.id = d.unit_id) as standings`.execute(
    tx,
  );
  return rows.flatMap(({ figures, standings }) => [...figures, ...standings]);
}

/** A standing in words, and where it counts from alone where that is what differs. */
const said = (which: 's' | 'c') => {
  const row = sql.raw(which);
  return sql`case when ${row}.value is not null then ${row}.value
    || case when ${row}.num is null then '' when ${row}.den is null then ' ' || ${row}.num else ' ' || ${row}.num || '/' || ${row}.den end
    || case when (s.value, s.num, s.den) is distinct from (c.value, c.num, c.den) then ''
            else ' @ ' || ${row}.path::text || ' ' || ${row}.linked::text || ' ' || ${row}.unit_id || ' ' || ${row}.campaign_id end end`;
};
