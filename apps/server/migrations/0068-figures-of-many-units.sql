-- What conditions have reached is answered for many units at once: for one at its gate, for hundreds by the worker, for all by a rebuild.
-- Each slice reads the records of a unit once, whatever the number of conditions and stages that are about them; asked condition by
-- condition the same attendances were read nine times. Stage null: every stage.

-- For members those who reach what each needs, of all; for days and activities their number, of one; for presence the attendances, of
-- all that were expected (null while nothing was held); of absences to be made up those that were, without whom was let off.
create function study_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, f.stage_code, f.condition_code, f.num, f.den
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id
  cross join lateral (
    with asked as materialized (
      select c.stage_code, c.condition_code, c.measure, c.member_needs as needs, c.subject as about
      from stage_condition c
      where c.region_id = p.region_id and c.participation_id = p.id and (stage is null or c.stage_code = stage) and c.measure like 'study.%'
    ), roll as materialized (
      select coalesce(array_agg(m.person_id), '{}') as people from membership m
      where m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        and exists (select from asked where measure in ('study.minutes', 'study.collective-minutes'))
    ), earned as materialized (
      select e.person_id, e.stage_code, sum(e.minutes) as minutes, sum(e.together) as together
      from (
        select k.person_id, k.stage_code, k.minutes, k.collective_minutes as together
        from roll cross join lateral study_credited(p.region_id, p.campaign_id, roll.people) k
        union all
        select t.person_id, t.stage_code, t.made_up + t.self_study, 0
        from roll cross join lateral study_apart(p.region_id, roll.people) t where t.campaign_id = p.campaign_id) e
      group by 1, 2
    ), meeting as materialized (
      -- From the attendances of the unit's own members: a meeting counts for whoever took part, not for who invited; one with several
      -- sheets is one.
      select t.stage_code, v.id, v.kind, v.is_concentrated, v.starts_at, v.voided_at, sum(t.present) as present, sum(t.expected) as expected
      from (
        select a.stage_code, a.sheet_id, count(*) filter (where a.presence = 'present') as present, count(*) as expected
        from attendance a
        where a.region_id = p.region_id and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and (stage is null or a.stage_code = stage)
          and a.voided_at is null
          and exists (select from asked where measure in ('study.concentrated-days', 'study.sessions-held', 'study.attendance'))
        group by 1, 2) t
      join sheet s on s.region_id = p.region_id and s.id = t.sheet_id
      join activity v on v.region_id = s.region_id and v.id = s.activity_id
      group by t.stage_code, v.region_id, v.id
    )
    select a.stage_code, a.condition_code,
      case when a.needs <= 0 then cardinality(roll.people) else (
        select count(*) from earned e where e.stage_code = a.stage_code
          and case a.measure when 'study.minutes' then e.minutes else e.together end >= a.needs) end as num,
      cardinality(roll.people)::bigint as den
    from asked a cross join roll where a.measure in ('study.minutes', 'study.collective-minutes')
    union all
    select a.stage_code, a.condition_code,
      case a.measure
        when 'study.attendance' then case when m.expected > 0 then m.present end
        when 'study.concentrated-days' then m.days else m.sessions end,
      case a.measure when 'study.attendance' then nullif(m.expected, 0) else 1 end
    from asked a
    cross join lateral (
      select coalesce(sum(m.expected), 0)::bigint as expected, coalesce(sum(m.present), 0)::bigint as present,
        count(distinct (m.starts_at at time zone (select time_zone from instance))::date)
          filter (where m.is_concentrated and m.present > 0 and m.voided_at is null) as days,
        count(*) filter (where m.kind = any (string_to_array(a.about, ' ')) and m.present > 0 and m.voided_at is null) as sessions
      from meeting m where m.stage_code = a.stage_code) m
    where a.measure in ('study.concentrated-days', 'study.sessions-held', 'study.attendance')
    union all
    select a.stage_code, a.condition_code, m.num, m.den
    from asked a
    cross join lateral (
      select count(*) filter (where done) as num, count(*) filter (where done or not obligation_exempt(o)) as den
      from obligation o
      cross join lateral (select exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done) x
      where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = a.stage_code and o.kind = 'make-up' and o.cancelled_at is null
        and exists (select from membership m where m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null)) m
    where a.measure = 'study.made-up') f
$$;

-- The votes of the last attempt, of the valid ones (null while it is not confirmed).
create function assessment_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code,
    case c.measure when 'assessment.satisfied' then t.satisfied else t.dissatisfied end, t.valid
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select sum(t.satisfied + t.basically_satisfied) as satisfied, sum(t.dissatisfied) as dissatisfied,
      sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid
    from tally_assessment t
    where t.region_id = c.region_id and t.assessment_id = (
      select a.id from assessment a
      where a.region_id = c.region_id and a.participation_id = c.participation_id and a.stage_code = c.stage_code
      order by a.attempt desc limit 1)) t
  where c.measure in ('assessment.satisfied', 'assessment.dissatisfied') and (stage is null or c.stage_code = stage)
$$;

-- 1 of 1 when the last version of a deliverable was accepted.
create function obligation_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, d.num, 1
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select count(*) as num
    from obligation o
    join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
    join deliverable_check k on k.region_id = d.region_id and k.deliverable_id = d.id and k.outcome = 'accepted'
    where o.region_id = c.region_id and o.participation_id = c.participation_id and o.stage_code = c.stage_code and o.duty_code = c.subject
      and not exists (select from deliverable later
                       where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)) d
  where c.measure = 'deliverable.accepted' and (stage is null or c.stage_code = stage)
$$;

-- Of the orders that were given those that were verified.
create function supervision_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, o.num, o.den
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select count(v.order_id) as num, count(*) as den
    from order_to_correct o
    left join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
    where o.region_id = c.region_id and o.participation_id = c.participation_id and o.stage_code = c.stage_code) o
  where c.measure = 'supervision.orders-closed' and (stage is null or c.stage_code = stage)
$$;

revoke execute on function study_measures(int[], uuid[], text), assessment_measures(int[], uuid[], text),
  obligation_measures(int[], uuid[], text), supervision_measures(int[], uuid[], text) from public;

-- Every condition of these with its figure, to whom all of these are shown.
create function gate_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
begin
  -- '*' is the worker's; muster_scope gives it to nobody else.
  if scope is distinct from '*' and exists (
    select from unnest(regions, wanted) w (region, id) where not exists (
      select from participation p where p.region_id = w.region and p.id = w.id
         and (p.path <@ any (scope::ltree[]) or p.linked <@ any (scope::ltree[])))) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  return query
    select * from study_measures(regions, wanted, stage)
    union all select * from assessment_measures(regions, wanted, stage)
    union all select * from obligation_measures(regions, wanted, stage)
    union all select * from supervision_measures(regions, wanted, stage);
end $$;
revoke execute on function gate_measures(int[], uuid[], text) from public;
grant execute on function gate_measures(int[], uuid[], text) to muster_app, muster_worker;

create or replace function gate_unmet_hard(region int, wanted uuid, stage text) returns text[]
language sql security definer set search_path = public stable as $$
  select coalesce(array_agg(c.condition_code order by c.position), '{}')
  from stage_condition c
  left join gate_measures(array[region], array[wanted], stage) m on m.condition_code = c.condition_code
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.is_hard and c.applies
    and not coalesce(
      (m.den > 0 or gate_none_is_met(c.measure)) and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)
$$;

-- As before, but that nothing is missing where nothing was asked for, as at the gate.
create or replace function campaign_judging(region int, wanted uuid, stage text, out judging int, out unmet int)
language sql security definer set search_path = public stable as $$
  select count(*)::int, (count(*) filter (where not coalesce(
      (m.den > 0 or gate_none_is_met(c.measure)) and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)))::int
  from stage_condition c
  left join gate_measures(array[region], array[wanted], stage) m on m.condition_code = c.condition_code
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.applies and c.threshold_num is not null
$$;

create or replace function organisation_merges_after_its_vote() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from participation p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
    cross join lateral assessment_measures(array[p.region_id], array[p.id], s.stage_code) m
    join stage_condition k on k.region_id = s.region_id and k.participation_id = s.participation_id and k.stage_code = s.stage_code
     and k.condition_code = m.condition_code and k.is_hard and k.applies and k.threshold_num is not null
    where p.region_id = new.region_id and p.unit_id = new.id and p.ended_at is null and m.den > 0
      and case k.comparison when 'below' then m.num * k.threshold_den >= k.threshold_num * m.den
                            else m.num * k.threshold_den < k.threshold_num * m.den end) then
    raise exception 'its vote failed' using errcode = '23514', constraint = 'organisation__merged_after_its_vote', table = 'organisation';
  end if;
  return new;
end $$;

-- What is asked of these units by kind and by the day on which it is due: how much, what was let off, and what is still theirs to do,
-- as `obligation_exempt` and `obligation_outstanding` say of each.
create function obligation_owed(regions int[], wanted uuid[])
returns table (region_id int, participation_id uuid, stage_code text, kind text, due_on date, asked bigint, exempt bigint, open bigint)
language sql security definer set search_path = public stable as $$
  select o.region_id, o.participation_id, o.stage_code, o.kind, o.due_on, count(*) filter (where not let.off), count(*) filter (where let.off),
    count(*) filter (where not let.off and not did.done and not (
      (o.kind = 'deliverable' or o.origin_kind = 'order') and obligation_waiting(o)))
  from unnest(regions, wanted) w (region, id)
  join obligation o on o.region_id = w.region and o.participation_id = w.id and o.cancelled_at is null
  cross join lateral (select exists (select from obligation_discharge d
    where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done) did
  cross join lateral (select not did.done and exists (select from obligation_exemption e
    where e.region_id = o.region_id and e.obligation_id = o.id and e.voided_at is null) as off) let
  where coalesce(nullif(current_setting('muster.scope', true), ''), '') = '*'
  group by 1, 2, 3, 4, 5
$$;
revoke execute on function obligation_owed(int[], uuid[]) from public;
grant execute on function obligation_owed(int[], uuid[]) to muster_worker;

drop function gate_measure(int, uuid, text, text, int, text);
drop function study_measure(int, uuid, text, text, int, text);
drop function assessment_measure(int, uuid, text, text, int, text);
drop function obligation_measure(int, uuid, text, text, int, text);
drop function supervision_measure(int, uuid, text, text, int, text);
