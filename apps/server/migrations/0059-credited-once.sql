-- Whoever is at two meetings at once is there for one: the same time earns a member nothing twice, in the hours altogether and in the
-- collective ones. Every line of a sheet keeps the length of its meeting; what is credited is worked out when it is read, from the lines
-- that stand, so that whatever is voided or corrected gives the time back by itself and nobody waits for anybody's lock.

-- A line never changes and neither does when its meeting was: it knows by itself which time it is about. In whole minutes, as it is credited.
alter table attendance add column starts_at timestamptz;
update attendance t set starts_at = date_trunc('minute', a.starts_at)
  from sheet s join activity a on a.region_id = s.region_id and a.id = s.activity_id
 where s.region_id = t.region_id and s.id = t.sheet_id;
alter table attendance alter column starts_at set not null;

create function study_minutes(times tstzmultirange) returns int language sql immutable parallel safe as $$
  select coalesce(sum(extract(epoch from upper(t) - lower(t)) / 60), 0)::int from unnest(times) t
$$;

-- What came along from another region knows its times as well: a meeting that is entered again at the new place earns nothing anew.
alter table study_credit
  add column during tstzmultirange not null default '{}',
  add column collective_during tstzmultirange not null default '{}';
update study_credit k
   set during = r.during, collective_during = r.collective,
       minutes = study_minutes(r.during), collective_minutes = study_minutes(r.collective)
  from (
    select c.region_id, c.id, stood.during - coalesce(known.during, '{}') as during,
      (stood.collective - coalesce(known.collective, '{}')) * (stood.during - coalesce(known.during, '{}')) as collective
    from study_credit c
    cross join lateral (
      select range_agg(tstzrange(t.starts_at, t.starts_at + make_interval(mins => t.minutes))) as during,
        coalesce(range_agg(tstzrange(t.starts_at, t.starts_at + make_interval(mins => t.minutes))) filter (where t.is_collective), '{}') as collective
      from ledger_entry e
      join sheet s on s.region_id = e.region_id and s.activity_id = e.subject_id
      join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
      where e.id = any (c.cites) and e.region_id <> c.region_id and t.person_id = c.person_id and t.campaign_id = c.campaign_id
        and t.stage_code = c.stage_code and t.voided_at is null and t.minutes > 0) stood
    left join lateral (
      select range_agg(tstzrange(t.starts_at, t.starts_at + make_interval(mins => t.minutes))) as during,
        coalesce(range_agg(tstzrange(t.starts_at, t.starts_at + make_interval(mins => t.minutes))) filter (where t.is_collective), '{}') as collective
      from attendance t
      where t.region_id = c.region_id and t.person_id = c.person_id and t.campaign_id = c.campaign_id
        and t.stage_code = c.stage_code and t.voided_at is null and t.minutes > 0 and t.starts_at < c.recorded_at) known on true
    where stood.during is not null) r
 where k.region_id = r.region_id and k.id = r.id and not isempty(r.during);
alter table study_credit
  add constraint study_credit__times check (study_minutes(during) <= minutes and study_minutes(collective_during) <= collective_minutes);

-- What each line earns somebody in a campaign: the time that no line which began before has earned already. Of lines that begin
-- together the one that was written first comes first, and before all of them what was brought along (no sheet, no branch).
create function study_credited(region int, campaign uuid, people uuid[])
returns table (person_id uuid, stage_code text, sheet_id uuid, branch_id uuid, minutes int, collective_minutes int)
language sql stable as $$
  with piece as (
    select t.person_id, t.stage_code, t.sheet_id, t.branch_id, t.is_collective, t.minutes, t.starts_at,
      t.starts_at + make_interval(mins => t.minutes) as ends_at
    from attendance t
    where t.region_id = region and t.person_id = any (people) and t.campaign_id = campaign and t.voided_at is null and t.minutes > 0
    union all
    select k.person_id, k.stage_code, null, null, r.is_collective, (extract(epoch from upper(r.during) - lower(r.during)) / 60)::int,
      lower(r.during), upper(r.during)
    from study_credit k
    cross join lateral (select d, false from unnest(k.during) d union all select d, true from unnest(k.collective_during) d) r (during, is_collective)
    where k.region_id = region and k.person_id = any (people) and k.campaign_id = campaign
  ), beside as (
    select p.*, max(p.ends_at) over earlier as seen, max(p.ends_at) filter (where p.is_collective) over earlier as seen_collective
    from piece p
    window earlier as (partition by p.person_id order by p.starts_at, p.sheet_id nulls first, p.stage_code, p.ends_at, p.is_collective
                       rows between unbounded preceding and 1 preceding)
  )
  select b.person_id, b.stage_code, b.sheet_id, b.branch_id,
    case when b.seen is null or b.seen <= b.starts_at then b.minutes
         when b.seen >= b.ends_at then 0 else (extract(epoch from b.ends_at - b.seen) / 60)::int end,
    case when not b.is_collective then 0 when b.seen_collective is null or b.seen_collective <= b.starts_at then b.minutes
         when b.seen_collective >= b.ends_at then 0 else (extract(epoch from b.ends_at - b.seen_collective) / 60)::int end
  from beside b
  union all
  -- Whose times nobody knows any more.
  select k.person_id, k.stage_code, null, null, k.minutes - study_minutes(k.during), k.collective_minutes - study_minutes(k.collective_during)
  from study_credit k
  where k.region_id = region and k.person_id = any (people) and k.campaign_id = campaign
$$;
revoke execute on function study_minutes(tstzmultirange), study_credited(int, uuid, uuid[]) from public;

-- Minutes that people have earned in a campaign, wherever they earned them: the sum follows the person, the meetings do not.
-- Elsewhere: of these, in another branch than the present one.
create or replace function study_earned(region int, campaign uuid, people uuid[])
returns table (person_id uuid, stage_code text, minutes bigint, collective_minutes bigint, elsewhere_minutes bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    with present as (
      select m.person_id as who, m.branch_id as here from membership m
      where m.region_id = region and m.person_id = any (people) and m.to_on is null
        and (m.path <@ any (scope) or m.party_path <@ any (scope) or m.person_id = self))
    select c.person_id, c.stage_code, sum(c.minutes), sum(c.collective_minutes),
      coalesce(sum(c.minutes) filter (where c.branch_id is distinct from p.here), 0)
    from study_credited(region, campaign, (select array_agg(who) from present)) c
    join present p on p.who = c.person_id
    group by c.person_id, c.stage_code;
end $$;

-- A person's attendances with what each earned: one's own wherever they were, another's as far as one sees them.
drop function study_attended(int, uuid);
create function study_attended(region int, wanted uuid)
returns table (activity_id uuid, topic text, kind text, starts_at timestamptz, presence text, reason text, minutes int, credited int, voided boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select v.id, v.topic, v.kind, v.starts_at, a.presence, a.reason, a.minutes, coalesce(earned.minutes, 0), a.voided_at is not null
    from attendance a
    join sheet s on s.region_id = a.region_id and s.id = a.sheet_id
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
    left join (
      select c.sheet_id, c.minutes
      from (select distinct t.campaign_id from attendance t where t.region_id = region and t.person_id = wanted) of
      cross join lateral study_credited(region, of.campaign_id, array[wanted]) c) earned on earned.sheet_id = a.sheet_id
    where a.region_id = region and a.person_id = wanted and s.superseded_at is null
      and (a.path <@ any (scope) or a.party_path <@ any (scope) or a.person_id = self)
    order by v.starts_at desc, v.id desc
    limit 500;
end $$;
grant execute on function study_attended(int, uuid) to muster_app;

-- Standing meetings of branches that reach into a time: whose it is answers for the branch, also where another one was the host.
create function study_held(region int, campaign uuid, branches uuid[], from_at timestamptz, to_at timestamptz)
returns table (branch_id uuid, activity_id uuid, kind text, topic text, starts_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select s.branch_id, a.id, a.kind, a.topic, a.starts_at, a.ends_at
    from sheet s
    join activity a on a.region_id = s.region_id and a.id = s.activity_id
    where s.region_id = region and s.branch_id = any (branches) and s.superseded_at is null
      and a.campaign_id = campaign and a.voided_at is null and a.starts_at < to_at and a.ends_at > from_at
      and (s.path <@ any (scope) or s.party_path <@ any (scope))
    order by a.starts_at, a.id;
end $$;
revoke execute on function study_held(int, uuid, uuid[], timestamptz, timestamptz) from public;
grant execute on function study_held(int, uuid, uuid[], timestamptz, timestamptz) to muster_app, muster_worker;

-- As before, but of the hours what is credited.
create or replace function study_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  p participation;
  people uuid[];
begin
  select * into p from participation where region_id = region and id = wanted;
  case measure
    when 'study.minutes', 'study.collective-minutes' then
      select coalesce(array_agg(m.person_id), '{}') into people from membership m
       where m.region_id = region and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant';
      select count(*) filter (where coalesce(c.earned, 0) >= needs), count(*) into num, den
      from unnest(people) each_member (id)
      left join (
        select k.person_id, sum(case measure when 'study.minutes' then k.minutes else k.collective_minutes end) as earned
        from study_credited(region, p.campaign_id, people) k where k.stage_code = stage group by 1) c on c.person_id = each_member.id;
    when 'study.concentrated-days' then
      -- From the attendances of the unit's own members: a day counts for whoever took part, not for who invited.
      select count(distinct (v.starts_at at time zone (select time_zone from instance))::date), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.is_concentrated and v.voided_at is null;
    when 'study.sessions-held' then
      -- Counted as the days are; an activity with several sheets is one. About a kind, and the forms that count as it.
      select count(distinct s.activity_id), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.kind = any (string_to_array(about, ' ')) and v.voided_at is null;
    when 'study.attendance' then
      select case when count(*) > 0 then count(*) filter (where a.presence = 'present') end, nullif(count(*), 0) into num, den
      from attendance a
      where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage and a.voided_at is null;
    else
      raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
end $$;

-- Hours that people take along when their unit goes to another region: the times that its rows do not know yet from earlier, and what
-- came along without any. Answers how many credits were written.
create function study_move_region(from_region int, to_region int, people uuid[], at timestamptz) returns bigint
language plpgsql set search_path = public as $$
declare written bigint;
begin
  with line as materialized (
    select a.region_id, a.person_id, a.campaign_id, a.stage_code,
      tstzmultirange(tstzrange(a.starts_at, a.starts_at + make_interval(mins => a.minutes))) as during,
      case when a.is_collective then tstzmultirange(tstzrange(a.starts_at, a.starts_at + make_interval(mins => a.minutes))) else '{}' end as collective,
      0 as untimed, 0 as untimed_collective,
      case a.region_id when from_region then
        array(select e.id from sheet s join ledger_entry e on e.region_id = s.region_id and e.subject_id = s.activity_id
               where s.region_id = a.region_id and s.id = a.sheet_id and e.kind = 'study.activity-recorded') else '{}' end as entries
    from attendance a
    where a.region_id in (from_region, to_region) and a.person_id = any (people) and a.voided_at is null and a.minutes > 0
    union all
    select k.region_id, k.person_id, k.campaign_id, k.stage_code, k.during, k.collective_during,
      k.minutes - study_minutes(k.during), k.collective_minutes - study_minutes(k.collective_during),
      case k.region_id when from_region then k.cites else '{}' end
    from study_credit k where k.region_id in (from_region, to_region) and k.person_id = any (people)
  ), summed as (
    select region_id, person_id, campaign_id, stage_code, range_agg(during) as during, range_agg(collective) as collective,
      sum(untimed)::int as untimed, sum(untimed_collective)::int as untimed_collective
    from line group by 1, 2, 3, 4
  ), further as (
    select s.person_id, s.campaign_id, s.stage_code,
      (s.during - coalesce(h.during, '{}')) + (s.collective - coalesce(h.collective, '{}')) as during,
      s.collective - coalesce(h.collective, '{}') as collective,
      greatest(s.untimed - coalesce(h.untimed, 0), 0) as untimed,
      greatest(s.untimed_collective - coalesce(h.untimed_collective, 0), 0) as untimed_collective
    from summed s
    left join summed h on h.region_id = to_region and (h.person_id, h.campaign_id, h.stage_code) = (s.person_id, s.campaign_id, s.stage_code)
    where s.region_id = from_region
  ), cited as (
    select person_id, campaign_id, stage_code, array_agg(distinct entry) as entries
    from line cross join lateral unnest(entries) entry where region_id = from_region group by 1, 2, 3
  )
  insert into study_credit as known (region_id, id, person_id, campaign_id, stage_code, minutes, collective_minutes, during, collective_during,
    from_region_id, cites, recorded_at, path, party_path)
  select to_region, gen_random_uuid(), f.person_id, f.campaign_id, f.stage_code, study_minutes(f.during) + f.untimed,
    study_minutes(f.collective) + least(f.untimed_collective, f.untimed), f.during, f.collective, from_region, c.entries, at, p.path, p.party_path
  from further f
  -- Hours that no entry proves stop the move, rather than being lost on the way.
  left join cited c using (person_id, campaign_id, stage_code)
  join person p on p.region_id = to_region and p.id = f.person_id
  where study_minutes(f.during) + f.untimed > 0
  on conflict (region_id, person_id, campaign_id, stage_code, from_region_id) do update
    set minutes = known.minutes - study_minutes(known.during) + excluded.minutes - study_minutes(excluded.during)
          + study_minutes(known.during + excluded.during),
        collective_minutes = known.collective_minutes - study_minutes(known.collective_during) + excluded.collective_minutes
          - study_minutes(excluded.collective_during) + study_minutes(known.collective_during + excluded.collective_during),
        during = known.during + excluded.during, collective_during = known.collective_during + excluded.collective_during,
        cites = array(select unnest(known.cites) union select unnest(excluded.cites)), path = excluded.path, party_path = excluded.party_path;
  get diagnostics written = row_count;
  return written;
end $$;
revoke execute on function study_move_region(int, int, uuid[], timestamptz) from public;

-- As before, but what people take along of their hours is a question for study.
create or replace function organisation_move_region(
  from_region int, top uuid, to_region int, new_parent uuid, new_party_parent uuid, on_day date, mover uuid, mover_name text, why text, at timestamptz
) returns table (organisations bigint, members bigint, credits bigint) language plpgsql security definer set search_path = public as $$
declare
  base organisation;
  parent organisation;
  party organisation;
  units uuid[];
  branches uuid[];
  nodes uuid[];
  people uuid[];
  holders uuid[];
  took uuid[];
  takes uuid[];
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'only an operator moves rows to another region' using errcode = '42501';
  end if;
  select * into base from organisation where region_id = from_region and id = top and closed_on is null and parent_id is not null and tree = 'place';
  select * into parent from organisation where region_id = to_region and id = new_parent and closed_on is null and kind = 'region';
  select * into party from organisation where region_id = to_region and id = new_party_parent and closed_on is null and kind in ('committee', 'general_branch');
  if base.id is null or parent.id is null or party.id is null or from_region = to_region then
    raise exception 'there is no such node' using errcode = '23514', constraint = 'organisation__region_move_ends', table = 'organisation';
  end if;
  select array_agg(id) into units from organisation where region_id = from_region and path <@ base.path and closed_on is null;
  select coalesce(array_agg(distinct branch_id), '{}') into branches from branch_serves_unit
   where region_id = from_region and unit_id = any (units) and to_on is null;
  nodes := units || branches;
  if exists (select from branch_serves_unit where region_id = from_region and branch_id = any (branches) and to_on is null and unit_id <> all (units)) then
    raise exception 'a branch serves a unit that stays' using errcode = '23514', constraint = 'organisation__region_move_closed_set', table = 'organisation';
  end if;
  if exists (select from transfer where region_id = from_region and outcome is null
              and (from_unit_id = any (units) or to_unit_id = any (units) or from_branch_id = any (branches) or to_branch_id = any (branches)))
     or exists (select from transition n join campaign c on c.id = n.campaign_id and c.closed_on is null
                 where n.region_id = from_region and n.unit_id = any (units) and n.ended_at is null)
     or exists (select from participation p join campaign c on c.id = p.campaign_id and c.closed_on is null
                 join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id
                  and s.opened_at is not null and s.closed_at is null
                 join assessment a on a.region_id = p.region_id and a.participation_id = p.id and a.stage_code = s.stage_code
                 where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null)
     or exists (select from participation p join campaign c on c.id = p.campaign_id and c.closed_on is null
                 join order_to_correct o on o.region_id = p.region_id and o.participation_id = p.id
                 where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null
                   and not exists (select from order_verification v
                                    where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')) then
    raise exception 'something is under way that stays' using errcode = '23514', constraint = 'organisation__region_move_between_stages', table = 'organisation';
  end if;
  select coalesce(array_agg(distinct person_id), '{}') into people from membership
   where region_id = from_region and to_on is null and (unit_id = any (units) or branch_id = any (branches));
  select coalesce(array_agg(distinct person_id), '{}') into holders from appointment
   where region_id = from_region and organisation_id = any (nodes) and to_on is null and person_id <> all (people);

  -- Nodes, parents first.
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'opened_on', on_day,
    'recorded_at', at, 'linked', '{}',
    'parent_id', case when o.id = top then new_parent when o.tree = 'party' then new_party_parent else o.parent_id end,
    'path', case o.tree when 'place' then parent.path || subpath(o.path, nlevel(base.path) - 1) else party.path || subpath(o.path, -1, 1) end))
    order by nlevel(o.path)), '{opened_on, recorded_at}')
  from organisation o where o.region_id = from_region and o.id = any (nodes);
  insert into organisation_parent (region_id, organisation_id, from_on, parent_id, path, reason, moved_by, moved_by_name, recorded_at)
  select region_id, id, on_day, parent_id, path, why, mover, mover_name, at from organisation where region_id = to_region and id = any (nodes)
  on conflict (region_id, organisation_id, from_on) do update set to_on = null, parent_id = excluded.parent_id, path = excluded.path,
    reason = excluded.reason, moved_by = excluded.moved_by, moved_by_name = excluded.moved_by_name;
  insert into branch_serves_unit (region_id, branch_id, unit_id, from_on, is_host, path, party_path)
  select to_region, s.branch_id, s.unit_id, on_day, s.is_host, u.path, b.path
  from branch_serves_unit s
  join organisation u on u.region_id = to_region and u.id = s.unit_id
  join organisation b on b.region_id = to_region and b.id = s.branch_id
  where s.region_id = from_region and s.branch_id = any (branches) and s.to_on is null
  on conflict (region_id, branch_id, unit_id, from_on) do update
    set to_on = null, is_host = excluded.is_host, path = excluded.path, party_path = excluded.party_path;
  perform organisation_refresh_links(to_region, nodes);

  -- People, who carry their hours; those who only hold an office there are known in both regions.
  perform organisation_write_moved(array_agg(organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'recorded_at', at,
    'path', u.path, 'party_path', b.path, 'moved_to', null))), '{recorded_at}')
  from person p
  left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null and p.id = any (people)
  left join appointment a on a.region_id = p.region_id and a.id = (
    select x.id from appointment x where x.region_id = p.region_id and x.person_id = p.id and x.organisation_id = any (nodes) and x.to_on is null
    order by x.from_on limit 1)
  join organisation n on n.region_id = to_region and n.id = coalesce(m.unit_id, a.organisation_id)
  left join organisation b on b.region_id = to_region and b.id = coalesce(m.branch_id, case n.tree when 'party' then n.id end)
  cross join lateral (select case n.tree when 'place' then n.path else coalesce(n.linked[1], n.path) end as path) u
  where p.region_id = from_region and (p.id = any (people) or p.id = any (holders)
    and not exists (select from person known where known.region_id = to_region and known.id = p.id and known.moved_to is null));
  insert into membership
  select (organisation_moved_row(m, jsonb_build_object('region_id', to_region, 'id', gen_random_uuid(), 'from_on', greatest(on_day, m.from_on),
    'recorded_at', at, 'path', u.path, 'party_path', b.path))).*
  from membership m
  join organisation u on u.region_id = to_region and u.id = m.unit_id
  join organisation b on b.region_id = to_region and b.id = m.branch_id
  where m.region_id = from_region and m.person_id = any (people) and m.to_on is null;
  get diagnostics members = row_count;
  credits := study_move_region(from_region, to_region, people, at);

  -- Offices go on, and with them the authority that came from them; a team's does not: the team stays.
  perform organisation_write_moved(array_agg(organisation_moved_row(a, jsonb_build_object('region_id', to_region, 'recorded_at', at,
    'path', n.path, 'linked', n.linked::text[]))), '{recorded_at}')
  from appointment a join organisation n on n.region_id = to_region and n.id = a.organisation_id
  where a.region_id = from_region and a.organisation_id = any (nodes) and a.to_on is null;
  update access_grant g set organisation_region_id = to_region, path = n.path, linked = n.linked from organisation n
   where n.region_id = to_region and n.id = g.organisation_id and g.organisation_region_id = from_region and g.organisation_id = any (nodes)
     and g.to_at is null and g.cause_kind = 'appointment';
  update access_grant set to_at = greatest(from_at, at)
   where organisation_region_id = from_region and organisation_id = any (nodes) and to_at is null;
  update account set person_region_id = to_region where person_region_id = from_region and person_id = any (people || holders);

  -- They go on taking part, with the conditions that were pinned; how they took part here at an earlier time stays as it ended.
  select coalesce(array_agg(p.id order by p.id), '{}'), coalesce(array_agg(case when known.id is null then p.id else gen_random_uuid() end order by p.id), '{}')
    into took, takes
    from participation p left join participation known on known.region_id = to_region and known.id = p.id
   where p.region_id = from_region and p.unit_id = any (units) and p.ended_at is null
     and exists (select from campaign c where c.id = p.campaign_id and c.closed_on is null);
  insert into participation
  select (organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'id', t.takes, 'recorded_at', at, 'path', n.path, 'linked', n.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join participation p on p.region_id = from_region and p.id = t.took
  join organisation n on n.region_id = to_region and n.id = p.unit_id;
  insert into participation_stage
  select (organisation_moved_row(s, jsonb_build_object('region_id', to_region, 'participation_id', p.id, 'path', p.path, 'linked', p.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join participation_stage s on s.region_id = from_region and s.participation_id = t.took
  join participation p on p.region_id = to_region and p.id = t.takes;
  insert into stage_condition
  select (organisation_moved_row(c, jsonb_build_object('region_id', to_region, 'participation_id', p.id, 'path', p.path, 'linked', p.linked::text[]))).*
  from unnest(took, takes) t (took, takes)
  join stage_condition c on c.region_id = from_region and c.participation_id = t.took
  join participation p on p.region_id = to_region and p.id = t.takes;
  perform obligation_move_region(from_region, to_region, took, takes);

  -- The old rows end.
  insert into rollup_delta (region_id, id, campaign_id, measure, amount, path, party_path)
  select l.region, gen_random_uuid(), null, l.measure, case l.region when to_region then l.amount else -l.amount end, l.path, l.party_path
  from (
    select o.region_id as region, 'units' as measure, 1 as amount, o.path, null::ltree as party_path
      from organisation o where o.region_id in (from_region, to_region) and o.id = any (units) and o.kind = 'unit'
    union all
    select s.region_id, 'branches', 1, s.path, s.party_path from branch_serves_unit s
      where s.region_id in (from_region, to_region) and s.branch_id = any (branches) and s.is_host and s.to_on is null
    union all
    select m.region_id, f.measure, count(*)::int, m.path, m.party_path
      from membership m join person p on p.region_id = m.region_id and p.id = m.person_id
      cross join lateral (values ('members', true), ('floating', 'floating' = any (p.categories))) f (measure, counts)
      where m.region_id in (from_region, to_region) and m.person_id = any (people) and m.to_on is null and m.standing <> 'applicant' and f.counts
      group by 1, 2, 4, 5) l;
  update membership set to_on = greatest(on_day, from_on), end_reason = 'region-moved'
   where region_id = from_region and person_id = any (people) and to_on is null;
  update person set moved_to = to_region where region_id = from_region and id = any (people);
  update appointment set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update team_unit set to_on = greatest(on_day, from_on) where region_id = from_region and unit_id = any (units) and to_on is null;
  update participation set ended_at = at, ended_on = on_day, ended_by = mover, ended_by_name = mover_name, end_reason = why
   where region_id = from_region and unit_id = any (units) and ended_at is null
     and exists (select from campaign c where c.id = participation.campaign_id and c.closed_on is null);
  update branch_serves_unit set to_on = greatest(on_day, from_on) where region_id = from_region and branch_id = any (branches) and to_on is null;
  update organisation_parent set to_on = greatest(on_day, from_on) where region_id = from_region and organisation_id = any (nodes) and to_on is null;
  update organisation set closed_on = greatest(on_day, opened_on), closed_reason = why, closed_by = mover, closed_by_name = mover_name, moved_to = to_region
   where region_id = from_region and id = any (nodes);
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id in (from_region, to_region) and unit_id = any (units)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
  organisations := cardinality(nodes);
  return next;
end $$;

-- Whoever had reached the hours by the same time twice has not: every standing is worked out again.
insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
on conflict (region_id, participation_id) do nothing;
