import { sql } from 'kysely';
import { countedMeasures } from './counted-measures.ts';
import { countedParts } from './counted-parts.ts';
import { countedStandings } from './counted-standings.ts';
import { done } from './counted-step.ts';

/** As the folding writes it; said once more, since nothing here is shared with it. */
const noCampaign = '00000000-0000-0000-0000-000000000000';

/** A unit that was merged or closed stays where its branches were last. */
const unitPlace = sql`
  unit_place as materialized (
    select p.region_id, p.id, p.campaign_id, p.path,
      coalesce((select case when count(*) = 1 then min(b.party_path::text)::ltree else lca(array_agg(b.party_path)) end from (
         select s.party_path from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null
         union all
         select was from unnest(p.linked) was where not exists (
           select from branch_serves_unit s where s.region_id = p.region_id and s.unit_id = p.unit_id and s.to_on is null)) b), '') as party_path
    from participation p
    where p.ended_at is null or exists (select from ended_part e where e.region_id = p.region_id and e.id = p.id)
  )`;

/** What stands in no list of standings: units, branches and members there are, meetings held and who was at them. */
const recordLeaves = sql`
  record_leaf as materialized (
    select region_id, campaign_id, stage_code, measure, path, party_path, sum(amount)::int as amount from (
    select region_id, ${noCampaign}::uuid as campaign_id, '' as stage_code, 'units' as measure, 1 as amount, path, ''::ltree as party_path
      from organisation where kind = 'unit' and closed_on is null
    union all
    select o.region_id, ${noCampaign}::uuid, '', 'branches', 1, s.path, o.path
      from organisation o join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
      where o.kind = 'branch' and o.closed_on is null
    union all
    select m.region_id, ${noCampaign}::uuid, '', f.measure, count(*)::int, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      cross join lateral (values ('members', true), ('floating', 'floating' = any (p.categories))) f (measure, counts)
      where m.to_on is null and m.standing <> 'applicant' and f.counts
      group by 1, 4, 6, 7
    union all
    select region_id, campaign_id, stage_code, 'activities', 1, path, party_path from activity where voided_at is null
    union all
    select t.region_id, t.campaign_id, t.stage_code, w.measure, t.people, t.path, t.party_path from (
      select region_id, held_in_campaign_id as campaign_id, held_in_stage_code as stage_code, case presence when 'present' then 'attendances' else 'absences' end as what,
        day - (extract(isodow from day)::int - 1) as week, path, party_path, sum(people)::int as people
      from sitting group by 1, 2, 3, 4, 5, 6, 7) t
    cross join lateral (values (t.what), (t.what || '@' || t.week)) w (measure)) each_kind
    group by 1, 2, 3, 4, 5, 6${done('record_leaf', 7)}
  )`;

const parent = (path: string) =>
  sql`case when nlevel(${sql.ref(path)}) = 0 then ${sql.ref(path)} else subpath(${sql.ref(path)}, 0, -1) end`;

/**
 * There are many more sums than names: where something stands, the nodes above that in both trees, and what is counted have numbers, and
 * sums are added up by those. What stands in one place counts at the two nodes that are the place; with all that stands beside it, added
 * up once, at those above.
 */
const numbers = sql`
  spot as materialized (
    select region_id, path, party_path from unit_place union select region_id, path, party_path from record_leaf
  ), place as materialized (
    select row_number() over ()::int as place, region_id, path, party_path from (
      select * from spot union select region_id, ${parent('path')}, ${parent('party_path')} from spot) each_place
  ), beneath as materialized (
    select c.place, p.place as parent from place c
    join place p on p.region_id = c.region_id and p.path = ${parent('c.path')} and p.party_path = ${parent('c.party_path')}
  ), above as materialized (
    select place, region_id, subpath(path, 0, level) as path, level = nlevel(path) as itself
      from place cross join lateral generate_series(1, nlevel(path)) level
    union all
    select place, region_id, subpath(party_path, 0, level), level = nlevel(party_path)
      from place cross join lateral generate_series(1, nlevel(party_path)) level
  ), node as materialized (
    select row_number() over ()::int as node, region_id, path from (select distinct region_id, path from above) each_node
  ), nodes_of as materialized (
    select a.place, array_agg(n.node) as nodes, array_agg(n.node) filter (where a.itself) as own
    from above a join node n on n.region_id = a.region_id and n.path = a.path group by 1
  ), leaf as materialized (
    select p.place, r.campaign_id, r.stage_code, r.measure, r.amount
      from record_leaf r join place p on p.region_id = r.region_id and p.path = r.path and p.party_path = r.party_path
    union all
    select u.place, u.campaign_id, s.stage_code, s.item || ':' || s.value, s.amount
      from (select u.region_id, u.id, u.campaign_id, p.place from unit_place u
              join place p on p.region_id = u.region_id and p.path = u.path and p.party_path = u.party_path) u
      join counted_standing s on s.region_id = u.region_id and s.participation_id = u.id${done('leaf', 5)}
  ), figure_kind as materialized (
    select row_number() over ()::int as kind, campaign_id, stage_code, measure from (select distinct campaign_id, stage_code, measure from leaf) each_kind
  )`;

/** What the records say beside what is stored, of each figure of which either says anything. */
const compared = sql`
  stored as materialized (
    select n.node, k.kind, c.amount, case when n.node is null or k.kind is null then c end as of_nothing
    from rollup_counter c
    left join node n on n.region_id = c.region_id and n.path = c.path
    left join figure_kind k on k.campaign_id = c.campaign_id and k.stage_code = c.stage_code and k.measure = c.measure${done('stored', 4)}
  ), counted_leaf as materialized (
    select l.place, k.kind, l.amount
    from leaf l join figure_kind k on k.campaign_id = l.campaign_id and k.stage_code = l.stage_code and k.measure = l.measure
  ), figure_difference as (
    select n.region_id, n.path, k.campaign_id, k.stage_code, k.measure, d.counted, d.stored
    from (
      select node, kind, sum(counted) as counted, max(stored) as stored from (
        select unnest(n.own) as node, l.kind, l.amount as counted, null::bigint as stored
          from counted_leaf l join nodes_of n on n.place = l.place
        union all
        select unnest(n.nodes), l.kind, l.amount, null
          from (select b.parent, l.kind, sum(l.amount)::int as amount from counted_leaf l join beneath b on b.place = l.place group by 1, 2) l
          join nodes_of n on n.place = l.parent
        union all
        select node, kind, null, amount from stored where of_nothing is null) both_say
      group by 1, 2 having sum(counted) is distinct from max(stored)) d
    join node n on n.node = d.node
    join figure_kind k on k.kind = d.kind
    union all
    select (of_nothing).region_id, (of_nothing).path, (of_nothing).campaign_id, (of_nothing).stage_code, (of_nothing).measure, null, amount
      from stored where of_nothing is not null${done('compared', 7)}
  )`;

/**
 * Every standing and every figure counted anew from the record tables alone, by SQL that shares nothing with the folding: the steps of a
 * `with`, of which `counted_standing` has where each unit stands and `figure_difference` where what is stored at a node of either tree is
 * not what the records come to.
 */
export const countedAnew = sql`
${countedParts},${countedMeasures}, ${countedStandings}, ${unitPlace}, ${recordLeaves}, ${numbers}, ${compared}`;
