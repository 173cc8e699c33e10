-- A unit that was ordered to correct something went on by being merged into one that had passed, and nobody could answer the order any more.
-- It is neither merged nor closed until every order is verified, whoever gave it. An order of a campaign that is closed, or in which the
-- unit's part has ended, holds nothing up. Whoever it brings along, or comes otherwise, is not counted in a stage that the other has passed.

-- Orders of a unit that nobody has verified, the earliest day first. Whoever may end the unit is told of them, whoever gave them.
create function organisation_unmended(region int, unit uuid) returns table (order_id uuid, body text, due_on date)
language sql security definer set search_path = public stable as $$
  select o.id, o.body, o.due_on
  from organisation u
  join participation p on p.region_id = u.region_id and p.unit_id = u.id and p.ended_at is null
  join campaign c on c.id = p.campaign_id and c.closed_on is null
  join order_to_correct o on o.region_id = p.region_id and o.participation_id = p.id
  where u.region_id = region and u.id = unit and muster_in_scope(u.path, u.linked)
    and not exists (select from order_verification v where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')
  order by o.due_on, o.recorded_at, o.id
$$;
revoke execute on function organisation_unmended(int, uuid) from public;
grant execute on function organisation_unmended(int, uuid) to muster_app;

create function organisation__orders_verified() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from organisation_unmended(new.region_id, new.id)) then
    raise exception 'an order to correct is not verified'
      using errcode = '23514', constraint = 'organisation__orders_verified', table = 'organisation';
  end if;
  return new;
end $$;
revoke execute on function organisation__orders_verified() from public;
create trigger organisation__orders_verified before update of closed_on, merged_into on organisation
  for each row when (not participation_goes_along()
    and (new.closed_on is not null and old.closed_on is null or new.merged_into is not null and old.merged_into is null))
  execute function organisation__orders_verified();

-- Whoever came into a unit after its stage had closed, by a merger, a transfer or as a new member, was not judged with it and changes nothing
-- of that stage. Not so who was in it before and came back, nor who is new here because the whole unit came from another region.
create function study_came_later(membership, closed_at timestamptz) returns boolean language sql stable set search_path = public as $$
  select coalesce(
    (select b.unit_id from membership b
      where b.region_id = ($1).region_id and b.person_id = ($1).person_id and b.recorded_at <= closed_at
      order by b.recorded_at desc, b.id desc limit 1) <> ($1).unit_id,
    ($1).joined_on >= (closed_at at time zone (select time_zone from instance))::date, false)
$$;
revoke execute on function study_came_later(membership, timestamptz) from public;

-- As before, of a stage that is closed without who came later.
create or replace function study_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint, let_off bigint)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, f.stage_code, f.condition_code, f.num, f.den, f.let_off
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id
  cross join lateral (
    with asked as materialized (
      select c.stage_code, c.condition_code, c.measure, c.member_needs as needs, c.subject as about, c.present_num, c.present_den, c.is_hard,
        (select s.closed_at from participation_stage s
          where s.region_id = c.region_id and s.participation_id = c.participation_id and s.stage_code = c.stage_code) as closed_at
      from stage_condition c
      where c.region_id = p.region_id and c.participation_id = p.id and (stage is null or c.stage_code = stage) and c.measure like 'study.%'
    ), roll as materialized (
      select coalesce(array_agg(m.person_id), '{}') as people from membership m
      where m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        and exists (select from asked where measure in ('study.minutes', 'study.collective-minutes'))
    ), counted as materialized (
      select a.stage_code, coalesce(array_agg(m.person_id) filter (where m.person_id is not null), '{}') as people
      from (select distinct stage_code, closed_at from asked where measure in ('study.minutes', 'study.collective-minutes')) a
      left join membership m on m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        and (a.closed_at is null or m.recorded_at <= a.closed_at or not study_came_later(m, a.closed_at))
      group by 1
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
      select t.stage_code, v.id, v.kind, v.voided_at, sum(t.present) as present, sum(t.expected) as expected
      from (
        select a.stage_code, a.sheet_id, count(*) filter (where a.presence = 'present') as present, count(*) as expected
        from attendance a
        where a.region_id = p.region_id and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and (stage is null or a.stage_code = stage)
          and a.voided_at is null
          and exists (select from asked where measure in ('study.sessions-held', 'study.attendance'))
        group by 1, 2) t
      join sheet s on s.region_id = p.region_id and s.id = t.sheet_id
      join activity v on v.region_id = s.region_id and v.id = s.activity_id
      group by t.stage_code, v.region_id, v.id
    ), training as materialized (
      -- Over the whole day, at however many meetings: who came, of those on its sheets and the members of that day who are on none.
      select d.stage_code, d.came,
        cardinality(d.called) + (
          select count(distinct m.person_id) from membership m
          where m.region_id = p.region_id and m.unit_id = p.unit_id and m.from_on <= d.day and (m.to_on is null or m.to_on > d.day)
            and m.standing <> 'applicant' and m.person_id <> all (d.called)) as all_of_them
      from (
        select each_sheet.stage_code, each_sheet.day, count(distinct person_id) filter (where t.was_there) as came, array_agg(distinct person_id) as called
        from (
          select a.stage_code, (v.starts_at at time zone (select time_zone from instance))::date as day, a.people, a.present
          from (
            select a.stage_code, a.sheet_id, array_agg(a.person_id) as people, array_agg(a.presence = 'present') as present
            from attendance a
            where a.region_id = p.region_id and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and (stage is null or a.stage_code = stage)
              and a.voided_at is null
              and exists (select from asked where measure = 'study.concentrated-days')
            group by 1, 2) a
          join sheet s on s.region_id = p.region_id and s.id = a.sheet_id
          join activity v on v.region_id = s.region_id and v.id = s.activity_id
          where v.voided_at is null and v.is_concentrated) each_sheet
        cross join lateral unnest(each_sheet.people, each_sheet.present) t (person_id, was_there)
        group by 1, 2) d
    )
    select a.stage_code, a.condition_code,
      case when a.needs <= 0 then cardinality(c.people) else (
        select count(*) from earned e where e.stage_code = a.stage_code and e.person_id = any (c.people)
          and case a.measure when 'study.minutes' then e.minutes else e.together end >= a.needs) end as num,
      cardinality(c.people)::bigint as den, 0::bigint as let_off
    from asked a join counted c on c.stage_code = a.stage_code where a.measure in ('study.minutes', 'study.collective-minutes')
    union all
    select a.stage_code, a.condition_code,
      case a.measure
        when 'study.attendance' then case when m.expected > 0 then m.present end
        else m.sessions end,
      case a.measure when 'study.attendance' then nullif(m.expected, 0) else 1 end, 0
    from asked a
    cross join lateral (
      select coalesce(sum(m.expected), 0)::bigint as expected, coalesce(sum(m.present), 0)::bigint as present,
        count(*) filter (where m.kind = any (string_to_array(a.about, ' ')) and m.present > 0 and m.voided_at is null) as sessions
      from meeting m where m.stage_code = a.stage_code) m
    where a.measure in ('study.sessions-held', 'study.attendance')
    union all
    select a.stage_code, a.condition_code, (
      select count(*) from training d
      where d.stage_code = a.stage_code and d.came > 0 and (a.present_num is null or d.came * a.present_den >= a.present_num * d.all_of_them)), 1, 0
    from asked a where a.measure = 'study.concentrated-days'
    union all
    select a.stage_code, a.condition_code, case when l.owed > 0 then l.num end, case when l.owed > 0 then l.owed - l.let_off end, l.let_off
    from asked a
    cross join lateral (
      select count(*) as owed, count(*) filter (where s.is_done) as num, count(*) filter (where not s.is_done and s.is_let_off) as let_off
      from obligation o
      cross join lateral obligation_counts(o.region_id, o.id, a.is_hard, a.closed_at) s
      where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = a.stage_code and o.kind = 'lecture'
        and o.duty_code = a.about and o.cancelled_at is null) l
    where a.measure = 'study.lectures-given'
    union all
    select a.stage_code, a.condition_code, m.num, m.owed - m.let_off, m.let_off
    from asked a
    cross join lateral (
      select count(*) as owed, count(*) filter (where s.is_done) as num, count(*) filter (where not s.is_done and s.is_let_off) as let_off
      from obligation o
      cross join lateral obligation_counts(o.region_id, o.id, a.is_hard, a.closed_at) s
      where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = a.stage_code and o.kind = 'make-up' and o.cancelled_at is null
        and exists (select from membership m where m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null)) m
    where a.measure = 'study.made-up') f
$$;

-- A pool of units that vote together ends when one of them does, unless it has voted: the office that ends the unit need not be the one that
-- formed the pool, and those who are left are looked at anew.
create function assessment_end_pools_of(region int, unit uuid, ender uuid, ender_name text, why text, at timestamptz) returns void
language sql security definer set search_path = public as $$
  insert into assessment_pool_end (region_id, pool_id, campaign_id, reason, ended_by, ended_by_name, recorded_at, path, told)
  select p.region_id, p.id, p.campaign_id, why, ender, ender_name, at, p.path, p.told
  from assessment_pool p
  join campaign c on c.id = p.campaign_id and c.closed_on is null
  where p.region_id = region
    and exists (select from assessment_pool_unit u where u.region_id = p.region_id and u.pool_id = p.id and u.unit_id = unit)
    and exists (select from organisation o where o.region_id = region and o.id = unit and o.closed_on is not null and muster_in_scope(o.path, o.linked))
    and not exists (select from assessment_pool_end e where e.region_id = p.region_id and e.pool_id = p.id)
    and not exists (select from assessment a where a.region_id = p.region_id and a.pool_id = p.id)
$$;
revoke execute on function assessment_end_pools_of(int, uuid, uuid, text, text, timestamptz) from public;
grant execute on function assessment_end_pools_of(int, uuid, uuid, text, text, timestamptz) to muster_app;
drop trigger assessment_pool_end__by_right on assessment_pool_end;
create trigger assessment_pool_end__by_right before insert on assessment_pool_end
  for each row when (not participation_goes_along()) execute function assessment_pool__by_right();
