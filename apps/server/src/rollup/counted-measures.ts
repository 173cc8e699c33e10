import { sql } from 'kysely';
import { countedSittings } from './counted-sittings.ts';
import { countedTime } from './counted-time.ts';

/**
 * What every condition of every stage has reached, counted from the record tables by SQL that calls no function of ours: neither the
 * gate's nor the folding's. The steps of a `with`; the last one is `measured`. Where the gate reads unit by unit this reads everything at
 * once.
 */
export const countedMeasures = sql`
  asked as materialized (
    select c.region_id, c.participation_id, p.campaign_id, p.unit_id, c.stage_code, c.condition_code, c.measure, c.subject, c.member_needs, c.applies, c.is_hard,
      c.present_num, c.present_den
    from stage_condition c join participation p on p.region_id = c.region_id and p.id = c.participation_id
    where p.ended_at is null
  ),
${countedSittings},
${countedTime},
  came_later as materialized (
    -- Who was elsewhere, or no member, when the stage closed.
    select s.region_id, s.participation_id, s.stage_code, m.id
    from participation_stage s
    join participation p on p.region_id = s.region_id and p.id = s.participation_id and p.ended_at is null
    join membership m on m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.recorded_at > s.closed_at
    left join lateral (select b.unit_id from membership b where b.region_id = m.region_id and b.person_id = m.person_id
      and b.recorded_at <= s.closed_at order by b.recorded_at desc, b.id desc limit 1) was on true
    where case when was.unit_id is null then m.joined_on >= (s.closed_at at time zone (select time_zone from instance))::date
               else was.unit_id <> m.unit_id end
  ), reached as (
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, count(m.person_id) as den,
      count(*) filter (where coalesce(case a.measure when 'study.minutes' then e.minutes else e.collective_minutes end, 0) >= a.member_needs and m.person_id is not null) as num
    from asked a
    left join membership m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.to_on is null and m.standing <> 'applicant'
      and not exists (select from came_later l where l.region_id = a.region_id and l.participation_id = a.participation_id
        and l.stage_code = a.stage_code and l.id = m.id)
    left join earned e on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = a.campaign_id and e.stage_code = a.stage_code
    where a.measure in ('study.minutes', 'study.collective-minutes')
    group by 1, 2, 3, 4
  ), excused as (
    -- Who was let off while the stage ran, what they owe having not been done besides: of a stage that is closed those who were when it was.
    select distinct o.region_id, o.id
    from obligation o
    join participation_stage s on s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
    join obligation_exemption x on x.region_id = o.region_id and x.obligation_id = o.id
      and case when s.closed_at is null then x.voided_at is null
           else x.recorded_at <= s.closed_at and (x.voided_at is null or x.voided_at > s.closed_at) end
  ), duty as (
    select o.region_id, o.participation_id, o.stage_code, o.kind, o.duty_code, o.person_id, o.cancelled_at is null as stands,
      d.obligation_id is not null as done, d.obligation_id is null and x.id is not null as excused
    from obligation o
    left join (select distinct region_id, obligation_id from obligation_discharge where voided_at is null) d on d.region_id = o.region_id and d.obligation_id = o.id
    left join excused x on x.region_id = o.region_id and x.id = o.id
    where o.kind in ('make-up', 'lecture', 'deliverable')
  ), missed as (
    select o.region_id, o.participation_id, o.stage_code, count(*) filter (where done) as num, count(*) as den, count(*) filter (where excused) as let_off
    from duty o
    join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    where o.kind = 'make-up' and o.stands
    group by 1, 2, 3
  ), lectured as (
    select region_id, participation_id, stage_code, duty_code, count(*) filter (where done) as num, count(*) as den, count(*) filter (where excused) as let_off
    from duty where kind = 'lecture' and stands
    group by 1, 2, 3, 4
  ), accepted as (
    select o.region_id, o.participation_id, o.stage_code, o.duty_code, count(*) as num
    from obligation o
    join (select distinct on (region_id, obligation_id) region_id, obligation_id, id from deliverable order by region_id, obligation_id, version desc) d
      on d.region_id = o.region_id and d.obligation_id = o.id
    join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id and c.outcome = 'accepted'
    group by 1, 2, 3, 4
  ), not_owed as (
    select region_id, participation_id, stage_code, duty_code, count(*) as let_off
    from duty where kind = 'deliverable' and excused and stands
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
  ), each_vote as (
    select a.region_id, a.participation_id, a.stage_code, a.attempt, count(t.voters) > 0 as confirmed, sum(t.satisfied + t.basically_satisfied) as satisfied,
      sum(t.dissatisfied) as dissatisfied, sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid,
      coalesce(sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) >= max(a.fewest_papers), false) as enough
    from assessment a
    left join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
    group by a.region_id, a.participation_id, a.stage_code, a.id, a.attempt
  ), voted as (
    -- The last of enough papers stands; where there is none nothing is counted, and nothing is measured while the last is not confirmed.
    select region_id, participation_id, stage_code, satisfied * enough::int as satisfied, dissatisfied * enough::int as dissatisfied, valid * enough::int as valid
    from (select e.*, row_number() over (partition by region_id, participation_id, stage_code order by enough desc, attempt desc) as place from each_vote e) v
    where place = 1 and confirmed
  ), measured_now as (
    select region_id, participation_id, stage_code, condition_code, num, den, 0 as let_off from held
    union all
    select region_id, participation_id, stage_code, condition_code, num, den, 0 from reached
    union all
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, 
      case a.measure when 'study.made-up' then coalesce(m.num, 0) when 'study.lectures-given' then g.num when 'deliverable.accepted' then coalesce(d.num, 0) when 'supervision.orders-closed' then coalesce(o.num, 0)
        when 'supervision.self-check' then coalesce(l.num, 0)
        when 'assessment.satisfied' then v.satisfied when 'assessment.dissatisfied' then v.dissatisfied end,
      case a.measure when 'study.made-up' then coalesce(m.den, 0) - e.let_off when 'study.lectures-given' then g.den - e.let_off
        when 'deliverable.accepted' then case when e.let_off > 0 and d.num is null then 0 else 1 end when 'supervision.self-check' then 1 when 'supervision.orders-closed' then coalesce(o.den, 0) else v.valid end,
      e.let_off
    from asked a
    left join missed m on m.region_id = a.region_id and m.participation_id = a.participation_id and m.stage_code = a.stage_code and a.measure = 'study.made-up'
    left join lectured g on g.region_id = a.region_id and g.participation_id = a.participation_id and g.stage_code = a.stage_code and g.duty_code = a.subject and a.measure = 'study.lectures-given'
    left join accepted d on d.region_id = a.region_id and d.participation_id = a.participation_id and d.stage_code = a.stage_code and d.duty_code = a.subject and a.measure = 'deliverable.accepted'
    left join ordered o on o.region_id = a.region_id and o.participation_id = a.participation_id and o.stage_code = a.stage_code and a.measure = 'supervision.orders-closed'
    left join looked_at l on l.region_id = a.region_id and l.participation_id = a.participation_id and l.stage_code = a.stage_code
      and a.measure = 'supervision.self-check'
    left join voted v on v.region_id = a.region_id and v.participation_id = a.participation_id and v.stage_code = a.stage_code and a.measure like 'assessment.%'
    left join not_owed w on w.region_id = a.region_id and w.participation_id = a.participation_id and w.stage_code = a.stage_code and w.duty_code = a.subject and a.measure = 'deliverable.accepted'
    -- Nobody is let off what is hard.
    cross join lateral (select case when a.is_hard then 0 else coalesce(m.let_off, g.let_off, w.let_off, 0) end as let_off) e
    where a.measure not in ('study.minutes', 'study.collective-minutes', 'study.attendance', 'study.concentrated-days', 'study.sessions-held')
  ), measured as (
    -- Of a campaign that is closed what was kept then.
    select n.* from measured_now n
    where not exists (select from gate_kept k where k.region_id = n.region_id and k.participation_id = n.participation_id)
    union all
    select region_id, participation_id, stage_code, condition_code, num, den, let_off from gate_kept
  )`;
