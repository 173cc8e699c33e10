import { sql, type RawBuilder } from 'kysely';
import { countedMeasures } from './counted-measures.ts';

/** As the folding writes it; said once more, since nothing here is shared with it. */
const noCampaign = '00000000-0000-0000-0000-000000000000';

/** Verdicts are worked out by integer SQL here and by the rules of the core there; of some measures nothing to measure is nothing missing. */
const verdicts = sql`
  verdicts as (
    select c.region_id, c.participation_id, c.stage_code, c.condition_code,
      case when not c.applies then 'not-applicable' when c.threshold_num is null then 'not-set' when m.num is null then 'waiting'
           when (m.den > 0 or c.measure in ('supervision.orders-closed', 'study.made-up'))
             and (case c.comparison when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
                                    else m.num * c.threshold_den < c.threshold_num * m.den end) then 'met'
           else 'not-met' end as verdict
    from stage_condition c
    left join measured m on m.region_id = c.region_id and m.participation_id = c.participation_id and m.stage_code = c.stage_code
      and m.condition_code = c.condition_code
  )`;

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

/** In which week units came into a stage and left it, and how far their members are with its hours. */
const countedWeeksAndHours = sql`
    select u.region_id, u.campaign_id, s.stage_code, w.what || local.day - (extract(isodow from local.day)::int - 1), 1, u.path, u.party_path
      from participation_stage s join unit_place u on u.region_id = s.region_id and u.id = s.participation_id
      cross join instance i
      cross join lateral (values ('opened:', s.opened_at), ('passed:', s.closed_at)) w (what, at)
      cross join lateral (select (w.at at time zone i.time_zone)::date as day) local
      where s.opened_at is not null and w.at is not null
    union all
    select u.region_id, u.campaign_id, a.stage_code, 'hours:' || case when coalesce(e.minutes, 0) >= a.needs then 'all' when coalesce(e.minutes, 0) = 0 then 'none'
        when e.minutes < a.needs / 3.0 then 'under-third' when e.minutes < a.needs * 2 / 3.0 then 'under-two-thirds' else 'under-all' end || ':members',
        1, u.path, u.party_path
      from (select region_id, participation_id, campaign_id, unit_id, stage_code, max(member_needs) as needs from asked
            where measure = 'study.minutes' and applies and member_needs is not null group by 1, 2, 3, 4, 5) a
      join unit_place u on u.region_id = a.region_id and u.id = a.participation_id
      join membership m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.to_on is null and m.standing <> 'applicant'
      left join earned e on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = a.campaign_id and e.stage_code = a.stage_code`;

/** Where every unit stands, of each kind of standing, by the records alone. */
const countedStandings = sql`
${countedWeeksAndHours}
    union all
    select u.region_id, u.campaign_id, s.stage_code,
        'stage:' || case when s.closed_at is not null then 'closed' when s.opened_at is not null then 'open' else 'ahead' end, 1, u.path, u.party_path
      from participation_stage s join unit_place u on u.region_id = s.region_id and u.id = s.participation_id
    union all
    select u.region_id, u.campaign_id, v.stage_code, 'condition:' || v.condition_code || ':' || v.verdict, 1, u.path, u.party_path
      from verdicts v join unit_place u on u.region_id = v.region_id and u.id = v.participation_id
    union all
    select u.region_id, u.campaign_id, r.stage_code, 'band:' || r.place - 1, 1, u.path, u.party_path
      from (select v.region_id, v.participation_id, v.stage_code, min(b.place) as place
            from voted v
            join participation p on p.region_id = v.region_id and p.id = v.participation_id
            join (select c.id as campaign_id, e.place, coalesce((e.band ->> 'min')::numeric, 0) as low, (e.band ->> 'below')::numeric as high
                    from campaign c join playbook d on d.id = c.playbook_id
                    cross join lateral jsonb_array_elements(d.body -> 'bands') with ordinality e (band, place)) b on b.campaign_id = p.campaign_id
            where v.valid > 0 and v.satisfied * 100 >= b.low * v.valid and (b.high is null or v.satisfied * 100 < b.high * v.valid)
            group by 1, 2, 3) r
      join unit_place u on u.region_id = r.region_id and u.id = r.participation_id
    union all
    select u.region_id, u.campaign_id, o.stage_code, w.what || o.kind || ':' || o.due_on || w.state, 1, u.path, u.party_path
      from obligation o
      join unit_place u on u.region_id = o.region_id and u.id = o.participation_id
      left join (
        select region_id, obligation_id from obligation_exemption where voided_at is null
        except select region_id, obligation_id from obligation_discharge where voided_at is null) let
        on let.region_id = o.region_id and let.obligation_id = o.id
      left join (
        select region_id, obligation_id from obligation_discharge where voided_at is null
        union
        select region_id, obligation_id from (
          select distinct on (d.region_id, d.obligation_id) d.region_id, d.obligation_id, c.deliverable_id from deliverable d
            left join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
            order by d.region_id, d.obligation_id, d.version desc) last where deliverable_id is null
        union
        select b.region_id, b.id from (
          select distinct on (a.region_id, a.order_id) a.region_id, a.order_id, v.answer_id from order_answer a
            left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
            order by a.region_id, a.order_id, a.version desc) last
          join obligation b on b.region_id = last.region_id and b.origin_kind = 'order' and b.origin_id = last.order_id
          where last.answer_id is null) done
        on done.region_id = o.region_id and done.obligation_id = o.id
      cross join (values ('asked:', ':all'), ('owed:', ':open'), ('exempt:', ':all')) w (what, state)
      where o.cancelled_at is null and (let.obligation_id is not null) = (w.what = 'exempt:') and (w.what <> 'owed:' or done.obligation_id is null)`;

/** Where every unit stands as it was worked out last. */
const keptStandings = sql`
    select u.region_id, u.campaign_id, s.stage_code, s.item || ':' || s.value,
        case when s.item ~ '^(asked|owed|exempt|hours):' then s.num else 1 end, u.path, u.party_path
      from rollup_standing s join unit_place u on u.region_id = s.region_id and u.id = s.participation_id`;

/** At every node of both trees; leaves at one place are added up before they are carried to the nodes above it. */
const atNodes = (standings: RawBuilder<unknown>) => sql`
  leaves as (
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

/** Every figure counted anew from the record tables alone, at every node of both trees, by SQL that shares nothing with the folding. */
export const countedFigures = sql`with ${countedMeasures}, ${verdicts}, ${unitPlace}, ${atNodes(countedStandings)}`;

/** The same where standings were worked out just now, with these. */
export const figuresOfStandings = sql`with ${unitPlace}, ${atNodes(keptStandings)}`;
