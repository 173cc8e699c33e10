import { sql } from 'kysely';

/** Verdicts are worked out by integer SQL here and by the rules of the core there; of some measures nothing to measure is nothing missing. */
const verdicts = sql`
  verdicts as (
    select c.region_id, c.participation_id, c.stage_code, c.condition_code, m.num, m.den,
      case when not c.applies then 'not-applicable' when c.threshold_num is null then 'not-set' when m.num is null then 'waiting'
           when (m.den > 0 or c.measure in ('supervision.orders-closed', 'study.made-up'))
             and (case c.comparison when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
                                    else m.num * c.threshold_den < c.threshold_num * m.den end) then 'met'
           else 'not-met' end as verdict
    from stage_condition c
    left join measured m on m.region_id = c.region_id and m.participation_id = c.participation_id and m.stage_code = c.stage_code
      and m.condition_code = c.condition_code
  )`;

/** In which week units came into a stage and left it, and how far their members are with its hours. */
const weeksAndHours = sql`
    select s.region_id, s.participation_id, s.stage_code, w.item, (local.day - (extract(isodow from local.day)::int - 1))::text as value,
        null::bigint as num, null::bigint as den
      from participation_stage s
      cross join instance i
      cross join lateral (values ('opened', s.opened_at), ('passed', s.closed_at)) w (item, at)
      cross join lateral (select (w.at at time zone i.time_zone)::date as day) local
      where s.opened_at is not null and w.at is not null
    union all
    select a.region_id, a.participation_id, a.stage_code,
        'hours:' || case when coalesce(e.minutes, 0) >= a.needs then 'all' when coalesce(e.minutes, 0) = 0 then 'none'
          when e.minutes < a.needs / 3.0 then 'under-third' when e.minutes < a.needs * 2 / 3.0 then 'under-two-thirds' else 'under-all' end as item,
        'members', count(*), null
      from (select region_id, participation_id, campaign_id, unit_id, stage_code, max(member_needs) as needs from asked
            where measure = 'study.minutes' and applies and member_needs is not null group by 1, 2, 3, 4, 5) a
      join membership m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.to_on is null and m.standing <> 'applicant'
      left join earned e on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = a.campaign_id and e.stage_code = a.stage_code
      group by 1, 2, 3, 4`;

/** The band of the last confirmed assessment of each stage; a band begins where it says and ends before the next. */
const bands = sql`
    select region_id, participation_id, stage_code, 'band', (min(place) - 1)::text, min(satisfied), min(valid)
      from (select v.region_id, v.participation_id, v.stage_code, v.satisfied, v.valid, b.place
            from voted v
            join participation p on p.region_id = v.region_id and p.id = v.participation_id
            join (select c.id as campaign_id, e.place, coalesce((e.band ->> 'min')::numeric, 0) as low, (e.band ->> 'below')::numeric as high
                    from campaign c join playbook d on d.id = c.playbook_id
                    cross join lateral jsonb_array_elements(d.body -> 'bands') with ordinality e (band, place)) b on b.campaign_id = p.campaign_id
            where v.valid > 0 and v.satisfied * 100 >= b.low * v.valid and (b.high is null or v.satisfied * 100 < b.high * v.valid)) r
      group by 1, 2, 3`;

/** What is asked, what of it is not done, and what was let off, by kind and by the day on which it is due. */
const owed = sql`
    select o.region_id, o.participation_id, o.stage_code, w.what || o.kind || ':' || o.due_on, w.state, count(*), null
      from obligation o
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
      cross join (values ('asked:', 'all'), ('owed:', 'open'), ('exempt:', 'all')) w (what, state)
      where o.cancelled_at is null and (let.obligation_id is not null) = (w.what = 'exempt:') and (w.what <> 'owed:' or done.obligation_id is null)
      group by 1, 2, 3, 4, 5`;

/** Where every unit stands, of each kind of standing, by the records alone. The steps of a `with`; the last one is `counted_standing`. */
export const countedStandings = sql`
${verdicts},
  counted_standing as materialized (
    select stands.* from (
${weeksAndHours}
    union all
    select region_id, participation_id, stage_code, 'stage',
        case when closed_at is not null then 'closed' when opened_at is not null then 'open' else 'ahead' end, null, null
      from participation_stage
    union all
    select region_id, participation_id, stage_code, 'condition:' || condition_code, verdict, num, den from verdicts
    union all
${bands}
    union all
${owed}
    ) stands
    join participation p on p.region_id = stands.region_id and p.id = stands.participation_id and p.ended_at is null
  )`;
