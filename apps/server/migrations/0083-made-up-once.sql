-- What is made up is never worth more than to have been there. The time of a meeting is made up once: not again for another that was at
-- the same time, nor for what one was present at meanwhile. On one day nobody makes up more than eight hours, nor more than the day has
-- had, and nobody for himself.

alter table make_up
  -- The meeting that was missed, as it was held.
  add column missed_at timestamptz,
  add column missed_minutes int,
  add constraint make_up__missed check (num_nulls(missed_at, missed_minutes) in (0, 2));
update make_up u set missed_at = date_trunc('minute', v.starts_at), missed_minutes = v.minutes
from obligation o
join sheet s on s.region_id = coalesce(o.origin_region_id, o.region_id) and s.id = o.origin_id
join activity v on v.region_id = s.region_id and v.id = s.activity_id
where o.region_id = u.region_id and o.id = u.obligation_id and o.kind = 'make-up' and o.origin_kind = 'sheet';
-- What went to another region without what was owed.
update make_up u set missed_at = was.missed_at, missed_minutes = was.missed_minutes
from make_up was where was.id = u.id and was.missed_at is not null and u.missed_at is null;

create function study_missed_time(make_up) returns tstzmultirange language sql immutable parallel safe as $$
  select case when ($1).missed_at is null then '{}'
    else tstzmultirange(tstzrange(($1).missed_at, ($1).missed_at + make_interval(mins => ($1).missed_minutes))) end
$$;

-- When somebody was present in a campaign, of that time.
create function study_present(region int, campaign uuid, person uuid, during tstzmultirange) returns tstzmultirange
language sql security definer set search_path = public stable as $$
  select coalesce(range_agg(p.d), '{}') from (
    select tstzrange(t.starts_at, t.starts_at + make_interval(mins => t.minutes)) as d
    from attendance t
    where t.region_id = region and t.person_id = person and t.campaign_id = campaign and t.presence = 'present' and t.voided_at is null
      and t.minutes > 0 and t.starts_at < upper(during) and t.starts_at + make_interval(mins => t.minutes) > lower(during)
    union all
    select d from study_credit k cross join lateral unnest(k.during + k.collective_during) d
    where k.region_id = region and k.person_id = person and k.campaign_id = campaign) p
$$;

-- What each that stands earns: of the time that was missed what none before it has made up and what was not spent at a meeting, and of
-- each day eight hours at most.
create function study_made_up(region int, people uuid[])
returns table (make_up_id uuid, person_id uuid, campaign_id uuid, stage_code text, minutes int)
language sql security definer set search_path = public stable as $$
  with made as (
    select u.id, u.person_id, u.campaign_id, u.stage_code, u.held_on, u.minutes, study_missed_time(u) as missed
    from make_up u
    where u.region_id = region and u.person_id = any (people) and u.voided_at is null and u.minutes > 0
      and not exists (select from obligation o
        where o.region_id = u.region_id and o.id = u.obligation_id and o.cancelled_at is not null)
  ), beside as (
    select m.*, range_agg(m.missed) over (partition by m.person_id, m.campaign_id order by m.id
      rows between unbounded preceding and 1 preceding) as before
    from made m
  ), once as (
    select b.id, b.person_id, b.campaign_id, b.stage_code, b.held_on,
      case when isempty(b.missed) then b.minutes else least(b.minutes, study_minutes(
        b.missed - coalesce(b.before, '{}') - study_present(region, b.campaign_id, b.person_id, b.missed))) end as minutes
    from beside b
  ), by_day as (
    select o.*, sum(o.minutes) over (partition by o.person_id, o.held_on order by o.id) as so_far from once o
  )
  select d.id, d.person_id, d.campaign_id, d.stage_code, (least(480, d.so_far) - least(480, d.so_far - d.minutes))::int from by_day d
$$;

create or replace function study_apart(region int, people uuid[])
returns table (person_id uuid, campaign_id uuid, stage_code text, made_up bigint, self_study bigint)
language sql security definer set search_path = public stable as $$
  with apart as (
    select u.person_id, u.campaign_id, u.stage_code, u.minutes as made_up, 0 as logged from study_made_up(region, people) u
    union all
    select l.person_id, l.campaign_id, l.stage_code, 0, l.minutes
    from self_study l where l.region_id = region and l.person_id = any (people) and l.voided_at is null
  ), summed as (
    select a.person_id, a.campaign_id, a.stage_code, sum(a.made_up) as made_up, sum(a.logged) as logged from apart a group by 1, 2, 3
  )
  select s.person_id, s.campaign_id, s.stage_code, s.made_up, least(s.logged, coalesce(room.minutes, 0))
  from summed s
  left join membership m on m.region_id = region and m.person_id = s.person_id and m.to_on is null
  left join lateral (
    select greatest(0, max(c.member_needs) filter (where c.measure = 'study.minutes')
      - max(c.member_needs) filter (where c.measure = 'study.collective-minutes')) as minutes
    from participation p join stage_condition c on c.region_id = p.region_id and c.participation_id = p.id
    where p.region_id = region and p.unit_id = m.unit_id and p.campaign_id = s.campaign_id and p.ended_at is null
      and c.stage_code = s.stage_code and c.applies) room on true
$$;

-- It answers an absence of that person, not before it, and keeps which meeting that was.
create or replace function make_up__of_the_absence() returns trigger language plpgsql security definer set search_path = public as $$
begin
  select date_trunc('minute', v.starts_at), v.minutes into new.missed_at, new.missed_minutes
    from obligation o
    join sheet s on s.region_id = coalesce(o.origin_region_id, o.region_id) and s.id = o.origin_id
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
   where o.region_id = new.region_id and o.id = new.obligation_id and o.kind = 'make-up' and o.origin_kind = 'sheet'
     and o.campaign_id = new.campaign_id and o.stage_code = new.stage_code
     and o.person_id = new.person_id and o.cancelled_at is null and new.minutes <= v.minutes
     and new.held_on >= (v.starts_at at time zone (select time_zone from instance))::date;
  if not found then
    raise exception 'it answers no absence of that person' using errcode = '23514', constraint = 'make_up__of_the_absence', table = 'make_up';
  end if;
  return new;
end $$;

-- After that: what it may earn. Whatever two write at one moment, none of it is read as more.
create function make_up__what_fits() returns trigger language plpgsql security definer set search_path = public as $$
declare
  zone constant text := (select time_zone from instance);
  missed constant tstzmultirange := study_missed_time(new);
  made tstzmultirange;
  that_day bigint;
  rule text;
begin
  select coalesce(range_agg(study_missed_time(u)) filter (where u.campaign_id = new.campaign_id), '{}'),
         coalesce(sum(u.minutes) filter (where u.held_on = new.held_on), 0)
    into made, that_day
    from make_up u
   where u.region_id = new.region_id and u.person_id = new.person_id and u.voided_at is null and u.minutes > 0
     and u.obligation_id <> new.obligation_id
     and not exists (select from obligation o where o.region_id = u.region_id and o.id = u.obligation_id and o.cancelled_at is not null);
  rule := case
    when new.recorded_by = new.person_id then 'make_up__by_another'
    when new.minutes > study_minutes(missed - made - study_present(new.region_id, new.campaign_id, new.person_id, missed)) then 'make_up__time_once'
    when new.minutes + that_day > least(480, extract(epoch from new.recorded_at - new.held_on::timestamp at time zone zone) / 60)
      then 'make_up__of_a_day' end;
  if rule is not null and (new.minutes > 0 or rule = 'make_up__by_another') then
    raise exception 'that is not made up' using errcode = '23514', constraint = rule, table = 'make_up';
  end if;
  return new;
end $$;
create trigger make_up__what_fits before insert on make_up for each row when (not organisation_comes_along())
  execute function make_up__what_fits();

-- For what is to be made up, to whoever sees it: when its person was at a meeting of that campaign meanwhile, and all that the person
-- made up, with the time that it answers where that was in the same campaign.
create function study_time_taken(region int, wanted uuid[])
returns table (obligation_id uuid, from_at timestamptz, to_at timestamptz, made_on date, minutes int)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    with asked as (
      select o.id, o.person_id, o.campaign_id, tstzmultirange(tstzrange(date_trunc('minute', v.starts_at),
        date_trunc('minute', v.starts_at) + make_interval(mins => v.minutes))) as missed
      from obligation o
      join sheet f on f.region_id = coalesce(o.origin_region_id, o.region_id) and f.id = o.origin_id
      join activity v on v.region_id = f.region_id and v.id = f.activity_id
      where o.region_id = region and o.id = any (wanted) and o.kind = 'make-up' and o.origin_kind = 'sheet' and v.minutes > 0
        and (o.path <@ any (scope) or o.linked <@ any (scope) or o.person_id = self)
    )
    select a.id, lower(d), upper(d), null::date, null::int
    from asked a cross join lateral unnest(study_present(region, a.campaign_id, a.person_id, a.missed) * a.missed) d
    union all
    select a.id, case when u.campaign_id = a.campaign_id then u.missed_at end,
      case when u.campaign_id = a.campaign_id then u.missed_at + make_interval(mins => u.missed_minutes) end, u.held_on, u.minutes
    from asked a join make_up u on u.region_id = region and u.person_id = a.person_id
    where u.voided_at is null and u.minutes > 0
      and not exists (select from obligation o where o.region_id = u.region_id and o.id = u.obligation_id and o.cancelled_at is not null);
end $$;

revoke execute on function study_missed_time(make_up), study_present(int, uuid, uuid, tstzmultirange), study_made_up(int, uuid[]),
  study_time_taken(int, uuid[]) from public;
grant execute on function study_time_taken(int, uuid[]) to muster_app, muster_worker;

-- Whoever had reached the hours by what was made up more than once has not: every standing is worked out again.
insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
on conflict (region_id, participation_id) do nothing;
