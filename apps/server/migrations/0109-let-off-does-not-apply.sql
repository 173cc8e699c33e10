-- A soft condition whose thing somebody above let off does not apply, by that decision: it is neither met nor not met. Of several things
-- those that nobody was let off are judged. What a hard condition measures is asked whatever was granted, and of a stage that is closed it
-- counts who was let off at that moment.

create index obligation_exemption__of_obligation on obligation_exemption (region_id, obligation_id);

-- How something owed counts for a condition: done, whoever was let off it besides; or let off. `closed`: when its stage was.
create function obligation_counts(region int, owed uuid, is_hard boolean, closed timestamptz)
returns table (is_done boolean, is_let_off boolean) language sql stable rows 1 as $$
  select exists (select from public.obligation_discharge d
      where d.region_id = region and d.obligation_id = owed and d.voided_at is null),
    not is_hard and exists (select from public.obligation_exemption e
      where e.region_id = region and e.obligation_id = owed
        and (e.voided_at is null or e.voided_at > closed) and (closed is null or e.recorded_at <= closed))
$$;
revoke execute on function obligation_counts(int, uuid, boolean, timestamptz) from public;

drop function gate_measures(int[], uuid[], text);
drop function gate_measures_now(int[], uuid[], text);
drop function study_measures(int[], uuid[], text);
drop function obligation_measures(int[], uuid[], text);

-- As before, with how many of what it counts were let off.
create function study_measures(regions int[], wanted uuid[], stage text)
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
      case when a.needs <= 0 then cardinality(roll.people) else (
        select count(*) from earned e where e.stage_code = a.stage_code
          and case a.measure when 'study.minutes' then e.minutes else e.together end >= a.needs) end as num,
      cardinality(roll.people)::bigint as den, 0::bigint as let_off
    from asked a cross join roll where a.measure in ('study.minutes', 'study.collective-minutes')
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

-- 1 of 1 when the last version of a deliverable was accepted; where it was let off and is not there, none of none.
create function obligation_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint, let_off bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, d.num,
    case when d.num = 0 and d.let_off > 0 then 0 else 1 end, d.let_off
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  join participation_stage t on t.region_id = c.region_id and t.participation_id = c.participation_id and t.stage_code = c.stage_code
  cross join lateral (
    select count(*) filter (where k.deliverable_id is not null) as num, count(*) filter (where k.deliverable_id is null and o.cancelled_at is null and s.is_let_off) as let_off
    from obligation o
    cross join lateral obligation_counts(o.region_id, o.id, c.is_hard, t.closed_at) s
    left join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
      and not exists (select from deliverable later
                       where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
    left join deliverable_check k on k.region_id = d.region_id and k.deliverable_id = d.id and k.outcome = 'accepted'
    where o.region_id = c.region_id and o.participation_id = c.participation_id and o.stage_code = c.stage_code and o.kind = 'deliverable'
      and o.duty_code = c.subject) d
  where c.measure = 'deliverable.accepted' and (stage is null or c.stage_code = stage)
$$;

create function gate_measures_now(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint, let_off bigint)
language sql security definer set search_path = public stable as $$
  select * from study_measures(regions, wanted, stage)
  union all select m.*, 0 from assessment_measures(regions, wanted, stage) m
  union all select * from obligation_measures(regions, wanted, stage)
  union all select m.*, 0 from supervision_measures(regions, wanted, stage) m
$$;
revoke execute on function study_measures(int[], uuid[], text), obligation_measures(int[], uuid[], text),
  gate_measures_now(int[], uuid[], text) from public;

alter table gate_kept add column let_off bigint not null default 0;
create or replace function gate_keep(regions int[], wanted uuid[], at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
  closed_regions int[];
  closed_ids uuid[];
begin
  if scope is null then raise exception 'out of scope' using errcode = '42501'; end if;
  select array_agg(p.region_id), array_agg(p.id) into closed_regions, closed_ids
    from unnest(regions, wanted) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id
    join campaign c on c.id = p.campaign_id and c.closed_on is not null
   where not exists (select from gate_kept k where k.region_id = p.region_id and k.participation_id = p.id)
     and (scope = '*' or p.path <@ any (scope::ltree[]) or p.linked <@ any (scope::ltree[]));
  insert into gate_kept (region_id, participation_id, stage_code, condition_code, num, den, let_off, kept_at, path, linked)
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, m.num, m.den, coalesce(m.let_off, 0), at, p.path, p.linked
    from unnest(closed_regions, closed_ids) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id
    join stage_condition c on c.region_id = p.region_id and c.participation_id = p.id
    left join gate_measures_now(closed_regions, closed_ids, null) m on m.region_id = c.region_id and m.participation_id = c.participation_id
      and m.stage_code = c.stage_code and m.condition_code = c.condition_code;
end $$;

create function gate_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint, let_off bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
  open_regions int[];
  open_ids uuid[];
begin
  -- '*' is the worker's; muster_scope gives it to nobody else.
  if scope is distinct from '*' and exists (
    select from unnest(regions, wanted) w (region, id) where not coalesce((
      select p.path <@ any (scope::ltree[]) or p.linked <@ any (scope::ltree[])
      from participation p where p.region_id = w.region and p.id = w.id), false)) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  select array_agg(w.region), array_agg(w.id) into open_regions, open_ids
    from unnest(regions, wanted) w (region, id)
   where not exists (select from gate_kept k where k.region_id = w.region and k.participation_id = w.id);
  return query
    select * from gate_measures_now(open_regions, open_ids, stage)
    union all
    select k.region_id, k.participation_id, k.stage_code, k.condition_code, k.num, k.den, k.let_off
      from unnest(regions, wanted) w (region, id)
      join gate_kept k on k.region_id = w.region and k.participation_id = w.id and (stage is null or k.stage_code = stage);
end $$;
revoke execute on function gate_measures(int[], uuid[], text) from public;
grant execute on function gate_measures(int[], uuid[], text) to muster_app, muster_worker;
alter function gate_measures(int[], uuid[], text) set plan_cache_mode = force_generic_plan;

-- As before; what does not apply is not judged.
create or replace function campaign_judging(region int, wanted uuid, stage text, out judging int, out unmet int)
language sql security definer set search_path = public stable as $$
  select count(*)::int, (count(*) filter (where not coalesce(
      (m.den > 0 or gate_none_is_met(c.measure)) and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)))::int
  from stage_condition c
  left join gate_measures(array[region], array[wanted], stage) m on m.condition_code = c.condition_code
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.applies and c.threshold_num is not null
    and not coalesce(m.let_off > 0 and m.den = 0, false)
$$;

-- Where everybody was let off a lecture its condition does not apply, and where nobody owes it nothing is measured.
create or replace function gate_none_is_met(measure text) returns boolean language sql immutable as $$
  select measure in ('supervision.orders-closed', 'study.made-up')
$$;
update gate_kept k set let_off = (
  select count(*) from obligation o join obligation_exemption e on e.region_id = o.region_id and e.obligation_id = o.id and e.voided_at is null
  where o.region_id = k.region_id and o.participation_id = k.participation_id and o.stage_code = k.stage_code and o.kind = 'lecture'
    and o.duty_code = c.subject and o.cancelled_at is null)
from stage_condition c
where c.region_id = k.region_id and c.participation_id = k.participation_id and c.stage_code = k.stage_code
  and c.condition_code = k.condition_code and c.measure = 'study.lectures-given' and not c.is_hard and k.num = 0 and k.den = 0;

insert into rollup_dirty (region_id, participation_id, path, linked)
select p.region_id, p.id, p.path, p.linked from participation p
 where exists (select from obligation o join obligation_exemption e on e.region_id = o.region_id and e.obligation_id = o.id
               where o.region_id = p.region_id and o.participation_id = p.id)
on conflict (region_id, participation_id) do nothing;
