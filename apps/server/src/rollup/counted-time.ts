import { sql } from 'kysely';
import { done } from './counted-step.ts';

/**
 * How much time each member has earned in each stage. Where the gate sees what a meeting adds from a running maximum, this takes away
 * what of its time was somebody's already; only of those of whom it can be asked: who were written in two places, or where something was
 * held while something else was, or who brought hours along. Steps of a `with`, after `asked` and `sitting`; the last one is `earned`.
 */
export const countedTime = sql`
  line as materialized (
    select t.region_id, t.person_id, t.campaign_id, coalesce(t.carried_to, t.stage_code) as stage_code, t.unit_id, t.branch_id, sum(t.minutes) as minutes,
      sum(case when t.is_collective then t.minutes else 0 end) as collective_minutes
    from attendance t
    join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
    join activity a on a.region_id = s.region_id and a.id = s.activity_id
    where a.voided_at is null and s.superseded_at is null and t.presence = 'present' and t.minutes > 0
    group by 1, 2, 3, 4, 5, 6${done('line', 8)}
  ), held_slot as materialized (
    select region_id, campaign_id, unit_id, branch_id, sheet_id, starts_at, starts_at + make_interval(mins => max(minutes)) as ends_at
    from sitting where presence = 'present' and minutes > 0 group by region_id, campaign_id, unit_id, branch_id, sheet_id, starts_at
  ), credit_piece as (
    select k.region_id, k.person_id, k.campaign_id, k.stage_code, r.is_collective, lower(r.d) as starts_at, upper(r.d) as ends_at from study_credit k
    cross join lateral (select d, false as is_collective from unnest(k.during) d union all select d, true from unnest(k.collective_during) d) r
  ), crowded as (
    select distinct region_id, campaign_id, unit_id, branch_id from (
      select *, max(ends_at) over (partition by region_id, campaign_id, unit_id, branch_id
        order by starts_at rows between unbounded preceding and 1 preceding) as taken_until from held_slot) h
    where starts_at < taken_until
  ), doubtful as materialized (
    select l.region_id, l.person_id, l.campaign_id from line l
      join crowded c on c.region_id = l.region_id and c.campaign_id = l.campaign_id and c.unit_id = l.unit_id and c.branch_id = l.branch_id
    union
    select region_id, person_id, campaign_id from (select distinct region_id, person_id, campaign_id, unit_id, branch_id from line) places
      group by 1, 2, 3 having count(*) > 1
    union
    select region_id, person_id, campaign_id from study_credit
  ), made_up as materialized (
    select u.region_id, u.id, u.person_id, u.campaign_id, u.stage_code, u.held_on, u.minutes, u.missed_minutes, u.missed_at,
      u.missed_at + make_interval(mins => u.missed_minutes) as missed_until, o.origin_id as missed_sheet_id
    from make_up u left join obligation o on o.region_id = u.region_id and o.id = u.obligation_id
    where u.voided_at is null and o.cancelled_at is null and u.minutes > 0
  ), piece as materialized (
    select row_number() over () as n, both_kinds.* from (
      select t.region_id, t.person_id, t.campaign_id, coalesce(t.carried_to, t.stage_code) as stage_code, t.sheet_id, t.is_collective, date_trunc('minute', a.starts_at) as starts_at,
        date_trunc('minute', a.starts_at) + make_interval(mins => t.minutes) as ends_at
      from attendance t
      join doubtful d on d.region_id = t.region_id and d.person_id = t.person_id and d.campaign_id = t.campaign_id
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where a.voided_at is null and s.superseded_at is null and t.presence = 'present' and t.minutes > 0
      union all
      select region_id, person_id, campaign_id, stage_code, null, is_collective, starts_at, ends_at from credit_piece) both_kinds${done('piece', 9)}
  ), already as (
    -- What of its time was somebody's already, by one that comes before it.
    select p.n, range_agg(tstzrange(greatest(p.starts_at, e.starts_at), least(p.ends_at, e.ends_at))) as times,
      range_agg(tstzrange(greatest(p.starts_at, e.starts_at), least(p.ends_at, e.ends_at))) filter (where p.is_collective and e.is_collective) as collective_times
    from piece p
    join piece e on e.region_id = p.region_id and e.person_id = p.person_id and e.campaign_id = p.campaign_id
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
  ), in_its_way as (
    -- Of the time that was missed what was spent at another meeting, and what one that was written before it made up. What was held
    -- meanwhile where they are written is looked for first, and whether they were there then; from what they missed they were away.
    select m.region_id, m.id, range_agg(tstzrange(greatest(m.missed_at, e.starts_at), least(m.missed_until, e.ends_at))) as times
    from made_up m join (
      select region_id, person_id, campaign_id, starts_at, starts_at + make_interval(mins => spent) as ends_at, null::uuid as id from (
        select m.region_id, m.person_id, m.campaign_id, h.starts_at, (select t.minutes from attendance t
          where t.region_id = m.region_id and t.sheet_id = h.sheet_id and t.person_id = m.person_id
            and t.campaign_id = m.campaign_id and t.presence = 'present') as spent
        from (select distinct m.region_id, m.person_id, m.campaign_id, m.missed_at, m.missed_until, m.missed_sheet_id, l.unit_id, l.branch_id
              from made_up m join line l on l.region_id = m.region_id and l.person_id = m.person_id and l.campaign_id = m.campaign_id) m
        join held_slot h on h.region_id = m.region_id and h.campaign_id = m.campaign_id and h.unit_id = m.unit_id and h.branch_id = m.branch_id
          and h.starts_at < m.missed_until and h.ends_at > m.missed_at and h.sheet_id is distinct from m.missed_sheet_id) meanwhile where spent > 0
      union all
      select region_id, person_id, campaign_id, starts_at, ends_at, null from credit_piece
      union all
      select region_id, person_id, campaign_id, missed_at, missed_until, id from made_up) e
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
      select l.region_id, l.person_id, l.campaign_id, l.stage_code, l.minutes, l.collective_minutes from line l
        where not exists (select from doubtful d where d.region_id = l.region_id and d.person_id = l.person_id and d.campaign_id = l.campaign_id)
      union all
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
  )`;
