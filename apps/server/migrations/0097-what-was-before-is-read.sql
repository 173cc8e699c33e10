-- A unit that went to another storage region keeps the day on which it was opened, and what was recorded of it before is read by whoever
-- reads it where it is now.

update organisation o set opened_on = f.opened_on
from (select id, min(opened_on) as opened_on from organisation where id in (select id from organisation where moved_to is not null) group by id) f
where o.id = f.id and o.opened_on > f.opened_on;

-- Few rows, asked for with every history.
create index organisation__moved on organisation (id) where moved_to is not null;

-- Where what now lies at or beneath a place, as far as one sees it, stood in other regions; null: beneath all that one sees. Nothing can be
-- beneath such a path but what belonged to it.
create function organisation_former_places(beneath ltree) returns table (path ltree)
language plpgsql security definer stable set search_path = public as $$
declare scope constant ltree[] := nullif(nullif(current_setting('muster.scope', true), ''), '*')::ltree[];
begin
  return query
    select distinct f.path from organisation f
    join region r on true
    join organisation o on o.region_id = r.region_id and o.id = f.id and o.moved_to is null and o.region_id <> f.region_id
    where f.moved_to is not null and (o.path <@ any (scope) or o.linked <@ any (scope))
      and (beneath is null or o.path <@ beneath or o.linked <@ beneath);
end $$;
revoke execute on function organisation_former_places(ltree) from public;
grant execute on function organisation_former_places(ltree) to muster_app;

-- What one organisation stood under in other regions, with the names: known to whoever reads it, opened by whoever reads there.
create function organisation_former_parents(wanted uuid)
returns table (from_on date, to_on date, parent_id uuid, parent_name text, opens boolean, reason text, moved_by text)
language plpgsql security definer stable set search_path = public as $$
declare scope constant ltree[] := nullif(nullif(current_setting('muster.scope', true), ''), '*')::ltree[];
begin
  return query
    select p.from_on, p.to_on, a.id, a.name, exists (select from region q join organisation c on c.region_id = q.region_id and c.id = a.id
        and c.moved_to is null and c.path <@ any (scope)), p.reason, p.moved_by_name
    from organisation f
    join region r on true
    join organisation o on o.region_id = r.region_id and o.id = f.id and o.moved_to is null and o.region_id <> f.region_id
    join organisation_parent p on p.region_id = f.region_id and p.organisation_id = f.id
    left join organisation a on a.region_id = p.region_id and a.id = p.parent_id
    where f.id = wanted and f.moved_to is not null and (o.path <@ any (scope) or o.linked <@ any (scope));
end $$;
revoke execute on function organisation_former_parents(uuid) from public;
grant execute on function organisation_former_parents(uuid) to muster_app;

-- As before, but that it is as old as it is.
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
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region,
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

-- As before; and of a branch that moved, wherever it was then: who asks of no region is answered of all.
create or replace function study_activities(region int, branch uuid, of_campaign uuid, wanted uuid, after_at timestamptz, after_id uuid, most int)
returns table (region_id int, id uuid, campaign_id uuid, stage_code text, host_unit_id uuid, host_branch_id uuid, kind text, topic text,
  place text, starts_at timestamptz, ends_at timestamptz, minutes int, is_collective boolean, is_late boolean, late_reason text, recorded_by_name text,
  recorded_at timestamptz, voided_at timestamptz, voided_by_name text, void_reason text, planned_id uuid, path text, party_path text,
  branch_name text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when region is null then (select array_agg(r.region_id) from region r) else array[region] end;
  found uuid[];
begin
  if wanted is not null then found := array[wanted];
  else
    select array_agg(distinct s.activity_id) into found from sheet s where s.region_id = any (regions) and s.branch_id = branch;
  end if;
  return query
    select a.region_id, a.id, a.campaign_id, a.stage_code, a.host_unit_id, a.host_branch_id, a.kind, a.topic, a.place, a.starts_at, a.ends_at, a.minutes,
      a.is_collective, a.is_late, a.late_reason, a.recorded_by_name, a.recorded_at, a.voided_at, a.voided_by_name, a.void_reason, a.planned_id,
      a.path::text, a.party_path::text, o.name
    from activity a
    join organisation o on o.region_id = a.region_id and o.id = a.host_branch_id
    where a.region_id = any (regions) and a.id = any (found) and (of_campaign is null or a.campaign_id = of_campaign)
      and (after_at is null or (a.starts_at, a.id) < (after_at, after_id))
      and (exists (select from sheet s where s.region_id = a.region_id and s.activity_id = a.id
                     and (s.path <@ any (scope) or s.party_path <@ any (scope) or s.party_path @> any (home)))
        or exists (select from planned_branch b where b.region_id = a.region_id and b.planned_id = a.planned_id
                     and (b.path <@ any (scope) or b.party_path <@ any (scope) or b.party_path @> any (home)))
        or exists (select from lecture l where l.region_id = a.region_id and l.activity_id = a.id and l.lecturer_id = self
                     and l.withdrawn_at is null))
    order by a.starts_at desc, a.id desc
    limit most;
end $$;
