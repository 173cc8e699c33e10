import { sql } from 'kysely';

/**
 * What every condition of every stage has reached, counted from the record tables by SQL that calls no function of ours: neither the
 * gate's nor the folding's. The steps of a `with`; the last one is `measured`. Where the gate reads unit by unit and sees what a meeting
 * adds from a running maximum, this reads everything at once and takes away what of its time was somebody's already.
 */
export const countedMeasures = sql`
  asked as materialized (
    select c.region_id, c.participation_id, p.campaign_id, p.unit_id, c.stage_code, c.condition_code, c.measure, c.subject, c.member_needs, c.applies
    from stage_condition c join participation p on p.region_id = c.region_id and p.id = c.participation_id
    where p.ended_at is null
  ), line as materialized (
    select t.region_id, t.unit_id, t.person_id, t.campaign_id, t.stage_code, t.sheet_id, t.presence, t.minutes, t.is_collective,
      a.id as activity_id, a.kind, a.is_concentrated, date_trunc('minute', a.starts_at) as starts_at
    from activity a
    join sheet s on s.region_id = a.region_id and s.activity_id = a.id
    join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
    where a.voided_at is null and s.superseded_at is null
  ), met as (
    select region_id, unit_id, campaign_id, stage_code, activity_id, kind, is_concentrated, starts_at,
      count(*) filter (where presence = 'present') as present, count(*) as expected
    from line group by 1, 2, 3, 4, 5, 6, 7, 8
  ), held as (
    select a.region_id, a.participation_id, a.stage_code, a.condition_code,
      case a.measure when 'study.attendance' then case when sum(m.expected) > 0 then sum(m.present) end
        when 'study.concentrated-days' then count(distinct (m.starts_at at time zone i.time_zone)::date) filter (where m.present > 0 and m.is_concentrated)
        else count(distinct m.activity_id) filter (where m.present > 0 and ' ' || a.subject || ' ' like '% ' || m.kind || ' %') end as num,
      case a.measure when 'study.attendance' then nullif(sum(m.expected), 0) else 1 end as den
    from asked a cross join instance i
    left join met m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.campaign_id = a.campaign_id and m.stage_code = a.stage_code
    where a.measure in ('study.attendance', 'study.concentrated-days', 'study.sessions-held')
    group by a.region_id, a.participation_id, a.stage_code, a.condition_code, a.measure
  ), piece as materialized (
    select row_number() over () as n, both_kinds.* from (
      select region_id, person_id, campaign_id, stage_code, sheet_id, is_collective, starts_at, starts_at + make_interval(mins => minutes) as ends_at
        from line where presence = 'present' and minutes > 0
      union all
      select k.region_id, k.person_id, k.campaign_id, k.stage_code, null, r.is_collective, lower(r.d), upper(r.d) from study_credit k
        cross join lateral (select d, false as is_collective from unnest(k.during) d union all select d, true from unnest(k.collective_during) d) r) both_kinds
  ), already as (
    -- What of its time was somebody's already, by one that comes before it.
    select p.n, range_agg(tstzrange(greatest(p.starts_at, e.starts_at), least(p.ends_at, e.ends_at))) as times,
      range_agg(tstzrange(greatest(p.starts_at, e.starts_at), least(p.ends_at, e.ends_at))) filter (where p.is_collective and e.is_collective) as collective_times
    from piece p join piece e on e.region_id = p.region_id and e.person_id = p.person_id and e.campaign_id = p.campaign_id
    where e.starts_at < p.ends_at and e.ends_at > p.starts_at and e.starts_at <= p.starts_at and e.n <> p.n
      and (e.starts_at, coalesce(e.sheet_id, '00000000-0000-0000-0000-000000000000'), e.stage_code, e.ends_at, e.is_collective, e.n)
        < (p.starts_at, coalesce(p.sheet_id, '00000000-0000-0000-0000-000000000000'), p.stage_code, p.ends_at, p.is_collective, p.n)
    group by p.n
  ), taken as (
    select n, (select sum(extract(epoch from upper(t) - lower(t))) from unnest(times) t) / 60 as minutes,
      (select sum(extract(epoch from upper(t) - lower(t))) from unnest(collective_times) t) / 60 as collective_minutes
    from already
  ), room as (
    -- What a stage asks for in all beyond what it asks for together.
    select region_id, unit_id, campaign_id, stage_code,
      greatest(0, max(member_needs) filter (where measure = 'study.minutes') - max(member_needs) filter (where measure = 'study.collective-minutes')) as minutes
    from asked where applies and measure in ('study.minutes', 'study.collective-minutes') group by 1, 2, 3, 4
  ), logged as (
    select l.region_id, l.person_id, l.campaign_id, l.stage_code, least(sum(l.minutes), coalesce(min(r.minutes), 0)) as minutes
    from self_study l
    join membership m on m.region_id = l.region_id and m.person_id = l.person_id and m.to_on is null
    left join room r on r.region_id = m.region_id and r.unit_id = m.unit_id and r.campaign_id = l.campaign_id and r.stage_code = l.stage_code
    where l.voided_at is null group by 1, 2, 3, 4
  ), made_up as materialized (
    select u.region_id, u.id, u.person_id, u.campaign_id, u.stage_code, u.held_on, u.minutes, u.missed_minutes, u.missed_at,
      u.missed_at + make_interval(mins => u.missed_minutes) as missed_until
    from make_up u left join obligation o on o.region_id = u.region_id and o.id = u.obligation_id
    where u.voided_at is null and o.cancelled_at is null and u.minutes > 0
  ), in_its_way as (
    -- Of the time that was missed what was spent at another meeting, and what one that was written before it made up.
    select m.region_id, m.id, range_agg(tstzrange(greatest(m.missed_at, e.starts_at), least(m.missed_until, e.ends_at))) as times
    from made_up m join (
      select region_id, person_id, campaign_id, starts_at, ends_at, null::uuid as id from piece
      union all select region_id, person_id, campaign_id, missed_at, missed_until, id from made_up) e
      on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = m.campaign_id
        and e.starts_at < m.missed_until and e.ends_at > m.missed_at and (e.id is null or e.id < m.id)
    group by 1, 2
  ), fitting as (
    select m.*, coalesce(least(m.minutes, m.missed_minutes - coalesce(
      (select sum(extract(epoch from upper(t) - lower(t))) from unnest(w.times) t) / 60, 0)), m.minutes) as fits
    from made_up m left join in_its_way w on w.region_id = m.region_id and w.id = m.id
  ), of_a_day as (
    -- Eight hours of each day.
    select f.*, greatest(0, f.fits - greatest(0, sum(f.fits) over (partition by f.region_id, f.person_id, f.held_on order by f.id) - 480)) as earns
    from fitting f
  ), earned as (
    select region_id, person_id, campaign_id, stage_code, sum(minutes) as minutes, sum(collective_minutes) as collective_minutes from (
      select p.region_id, p.person_id, p.campaign_id, p.stage_code,
        extract(epoch from p.ends_at - p.starts_at) / 60 - coalesce(t.minutes, 0) as minutes,
        case when p.is_collective then extract(epoch from p.ends_at - p.starts_at) / 60 - coalesce(t.collective_minutes, 0) else 0 end as collective_minutes
      from piece p left join taken t on t.n = p.n
      union all
      select k.region_id, k.person_id, k.campaign_id, k.stage_code,
        k.minutes - coalesce((select sum(extract(epoch from upper(d) - lower(d))) from unnest(k.during) d), 0) / 60,
        k.collective_minutes - coalesce((select sum(extract(epoch from upper(d) - lower(d))) from unnest(k.collective_during) d), 0) / 60
      from study_credit k
      union all
      select region_id, person_id, campaign_id, stage_code, earns, 0 from of_a_day
      union all
      select region_id, person_id, campaign_id, stage_code, minutes, 0 from logged) whatever
    group by 1, 2, 3, 4
  ), reached as (
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, count(m.person_id) as den,
      count(*) filter (where coalesce(case a.measure when 'study.minutes' then e.minutes else e.collective_minutes end, 0) >= a.member_needs and m.person_id is not null) as num
    from asked a
    left join membership m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.to_on is null and m.standing <> 'applicant'
    left join earned e on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = a.campaign_id and e.stage_code = a.stage_code
    where a.measure in ('study.minutes', 'study.collective-minutes')
    group by 1, 2, 3, 4
  ), missed as (
    select o.region_id, o.participation_id, o.stage_code, count(d.obligation_id) as num, count(*) filter (where d.obligation_id is not null or x.obligation_id is null) as den
    from obligation o
    join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    left join (select distinct region_id, obligation_id from obligation_discharge where voided_at is null) d on d.region_id = o.region_id and d.obligation_id = o.id
    left join (select distinct region_id, obligation_id from obligation_exemption where voided_at is null) x on x.region_id = o.region_id and x.obligation_id = o.id
    where o.kind = 'make-up' and o.cancelled_at is null
    group by 1, 2, 3
  ), accepted as (
    select o.region_id, o.participation_id, o.stage_code, o.duty_code, count(*) as num
    from obligation o
    join (select distinct on (region_id, obligation_id) region_id, obligation_id, id from deliverable order by region_id, obligation_id, version desc) d
      on d.region_id = o.region_id and d.obligation_id = o.id
    join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id and c.outcome = 'accepted'
    group by 1, 2, 3, 4
  ), ordered as (
    select o.region_id, o.participation_id, o.stage_code, count(v.order_id) as num, count(*) as den
    from order_to_correct o
    left join (select distinct region_id, order_id from order_verification where outcome = 'verified') v on v.region_id = o.region_id and v.order_id = o.id
    group by 1, 2, 3
  ), looked_at as (
    select distinct on (c.region_id, c.participation_id, c.stage_code) c.region_id, c.participation_id, c.stage_code,
      case when r.check_id is null then 0 else 1 end as num
    from self_check c left join self_check_review r on r.region_id = c.region_id and r.check_id = c.id
    order by c.region_id, c.participation_id, c.stage_code, c.version desc
  ), voted as (
    -- Of fewer valid papers than it takes nothing is counted.
    select region_id, participation_id, stage_code, satisfied * enough as satisfied, dissatisfied * enough as dissatisfied, valid * enough as valid
    from (select a.region_id, a.participation_id, a.stage_code, sum(t.satisfied + t.basically_satisfied) as satisfied, sum(t.dissatisfied) as dissatisfied,
      sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid,
      (sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) >= max(a.fewest_papers))::int as enough
    from (select distinct on (region_id, participation_id, stage_code) region_id, participation_id, stage_code, id, fewest_papers from assessment
          order by region_id, participation_id, stage_code, attempt desc) a
    join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
    group by 1, 2, 3) each_vote
  ), measured_now as (
    select region_id, participation_id, stage_code, condition_code, num, den from held
    union all
    select region_id, participation_id, stage_code, condition_code, num, den from reached
    union all
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, 
      case a.measure when 'study.made-up' then coalesce(m.num, 0) when 'deliverable.accepted' then coalesce(d.num, 0) when 'supervision.orders-closed' then coalesce(o.num, 0)
        when 'supervision.self-check' then coalesce(l.num, 0)
        when 'assessment.satisfied' then v.satisfied when 'assessment.dissatisfied' then v.dissatisfied end,
      case a.measure when 'study.made-up' then coalesce(m.den, 0) when 'deliverable.accepted' then 1 when 'supervision.self-check' then 1 when 'supervision.orders-closed' then coalesce(o.den, 0) else v.valid end
    from asked a
    left join missed m on m.region_id = a.region_id and m.participation_id = a.participation_id and m.stage_code = a.stage_code and a.measure = 'study.made-up'
    left join accepted d on d.region_id = a.region_id and d.participation_id = a.participation_id and d.stage_code = a.stage_code and d.duty_code = a.subject and a.measure = 'deliverable.accepted'
    left join ordered o on o.region_id = a.region_id and o.participation_id = a.participation_id and o.stage_code = a.stage_code and a.measure = 'supervision.orders-closed'
    left join looked_at l on l.region_id = a.region_id and l.participation_id = a.participation_id and l.stage_code = a.stage_code
      and a.measure = 'supervision.self-check'
    left join voted v on v.region_id = a.region_id and v.participation_id = a.participation_id and v.stage_code = a.stage_code and a.measure like 'assessment.%'
    where a.measure not in ('study.minutes', 'study.collective-minutes', 'study.attendance', 'study.concentrated-days', 'study.sessions-held')
  ), measured as (
    -- Of a campaign that is closed what was kept then.
    select n.* from measured_now n
    where not exists (select from gate_kept k where k.region_id = n.region_id and k.participation_id = n.participation_id)
    union all
    select region_id, participation_id, stage_code, condition_code, num, den from gate_kept
  )`;
