import { sql, type RawBuilder } from 'kysely';
import { countedMeasures } from './counted-measures.ts';
import { countedStandings } from './counted-standings.ts';

/** As the folding writes it; said once more, since nothing here is shared with it. */
const noCampaign = '00000000-0000-0000-0000-000000000000';

/** A unit that was closed after its campaign stays where its branches were last. */
const unitPlace = sql`
  unit_place as materialized (
    select p.region_id, p.id, p.campaign_id, p.path,
      (select case when count(*) = 1 then min(b.party_path::text)::ltree else lca(array_agg(b.party_path)) end from (
         select s.party_path from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null
         union all
         select was from unnest(p.linked) was where not exists (
           select from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null)) b) as party_path
    from participation p where p.ended_at is null
  )`;

/** What stands in no list of standings: units, branches and members there are, meetings held and who was at them. */
const recordLeaves = sql`
    select region_id, ${noCampaign}::uuid as campaign_id, '' as stage_code, 'units' as measure, 1 as amount, path, null::ltree as party_path
      from organisation where kind = 'unit' and closed_on is null
    union all
    select o.region_id, ${noCampaign}::uuid, '', 'branches', 1, s.path, o.path
      from organisation o join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
      where o.kind = 'branch' and o.closed_on is null
    union all
    select region_id, ${noCampaign}::uuid, '', 'members', 1, path, party_path from membership where to_on is null and standing <> 'applicant'
    union all
    select m.region_id, ${noCampaign}::uuid, '', 'floating', 1, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      where m.to_on is null and m.standing <> 'applicant' and 'floating' = any (p.categories)
    union all
    select region_id, campaign_id, stage_code, 'activities', 1, path, party_path from activity where voided_at is null
    union all
    select t.region_id, a.campaign_id, a.stage_code, case t.presence when 'present' then 'attendances' else 'absences' end, 1, t.path, t.party_path
      from attendance t
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where a.voided_at is null and s.superseded_at is null
    union all
    select t.region_id, a.campaign_id, a.stage_code, case t.presence when 'present' then 'attendances@' else 'absences@' end
        || local.day - (extract(isodow from local.day)::int - 1), 1, t.path, t.party_path
      from attendance t
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      cross join instance i
      cross join lateral (select (a.starts_at at time zone i.time_zone)::date as day) local
      where a.voided_at is null and s.superseded_at is null`;

/** Of some standings each thing counts by itself, of others the unit counts once. */
const leavesOf = (standings: RawBuilder<unknown>) => sql`
    select u.region_id, u.campaign_id, s.stage_code, s.item || ':' || s.value,
        case when s.item ~ '^(asked|owed|exempt|hours):' then s.num else 1 end, u.path, u.party_path
      from ${standings} s join unit_place u on u.region_id = s.region_id and u.id = s.participation_id`;

/** At every node of both trees; leaves at one place are added up before they are carried to the nodes above it. */
const atNodes = (standings: RawBuilder<unknown>) => sql`
  with leaves as (
${recordLeaves}
    union all
${standings}
  ), added as (
    select region_id, campaign_id, stage_code, measure, path, party_path, sum(amount)::bigint as amount from leaves group by 1, 2, 3, 4, 5, 6
  )
  select a.region_id, node.path, a.campaign_id, a.stage_code, a.measure, sum(a.amount)::bigint as amount
  from added a
  cross join lateral (
    select subpath(a.path, 0, level) as path from generate_series(1, nlevel(a.path)) level
    union all
    select subpath(a.party_path, 0, level) from generate_series(1, nlevel(a.party_path)) level) node
  group by 1, 2, 3, 4, 5`;

/**
 * Every standing and every figure counted anew from the record tables alone, by SQL that shares nothing with the folding: the steps of a
 * `with`, of which `counted_standing` has where each unit stands and `counted_figure` what that comes to at every node of both trees.
 */
export const countedAnew = sql`
  ${countedMeasures}, ${countedStandings}, ${unitPlace}, counted_figure as (${atNodes(leavesOf(sql`counted_standing`))})`;

/** The same where standings were worked out just now, with these. */
export const figuresOfStandings = sql`with ${unitPlace}, figure as (${atNodes(leavesOf(sql`rollup_standing`))}) select * from figure`;
