-- A unit that goes to another storage region takes along the meetings that it has planned and not yet held, and what was closed beneath
-- it or merged into it: its people read there what was held before.

-- Called by the move, once what is open stands over there. Of a closed branch the unit's people are who has it in the place that it served.
create function organisation_move_closed(from_region int, top uuid, to_region int, new_party_parent uuid) returns void
language plpgsql security definer set search_path = public as $$
declare
  base ltree;
  there ltree;
  party ltree;
  gone uuid[];
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'only an operator moves rows to another region' using errcode = '42501';
  end if;
  select path into base from organisation where region_id = from_region and id = top;
  select path into there from organisation where region_id = to_region and id = top;
  select path into party from organisation where region_id = to_region and id = new_party_parent;
  select array_agg(o.id) into gone from organisation o
   where o.region_id = from_region and o.closed_on is not null and o.moved_to is null
     and (o.path <@ base or (o.kind = 'branch' and cardinality(o.linked) > 0
       and not exists (select from unnest(o.linked) served where not served <@ base)));
  -- Parents first; whoever it merged into may come only after it.
  perform organisation_write_moved(array_agg(organisation_moved_row(o, jsonb_build_object('region_id', to_region, 'linked', '{}', 'merged_into', null,
    'parent_id', case o.tree when 'party' then new_party_parent else o.parent_id end,
    'path', case o.tree when 'place' then there || subpath(o.path, nlevel(base)) else party || subpath(o.path, -1, 1) end))
    order by nlevel(o.path)), '{opened_on, recorded_at}')
  from organisation o where o.region_id = from_region and o.id = any (gone);
  update organisation set moved_to = to_region where region_id = from_region and id = any (gone);
  update organisation o set
    merged_into = (select i.id from organisation i where i.region_id = to_region and i.id = f.merged_into),
    linked = array(
      select n.path from unnest(f.linked) with ordinality l (path, at)
      join organisation x on x.region_id = from_region and x.path = l.path and x.moved_to = to_region
      join organisation n on n.region_id = to_region and n.id = x.id order by l.at)
  from organisation f
  where f.region_id = from_region and f.id = any (gone) and o.region_id = to_region and o.id = f.id;
end $$;
revoke execute on function organisation_move_closed(int, uuid, int, uuid) from public;
grant execute on function organisation_move_closed(int, uuid, int, uuid) to muster_worker;

alter table planned_activity add column moved_to int,
  add constraint planned_activity__moved_is_called_off check (moved_to is null or (called_off_at is not null and moved_to <> region_id));

-- Plans that expect a branch or a unit, or one of them: shown to whoever answers for one of the branches expected, and to their
-- members, with the names of all that meet. As before, but that one which went to another region is listed where it went.
create or replace function study_plans(region int, node uuid, wanted uuid, since timestamptz)
returns table (region_id int, id uuid, campaign_id uuid, host_branch_id uuid, host_unit_id uuid, kind text, topic text, place text,
  starts_at timestamptz, ends_at timestamptz, planned_by_name text, recorded_at timestamptz, changed_by_name text, changed_at timestamptz,
  called_off_at timestamptz, called_off_by_name text, call_off_reason text, activity_id uuid, path text, party_path text, branches jsonb)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  found uuid[];
begin
  if wanted is not null then found := array[wanted];
  else
    select array_agg(distinct b.planned_id) into found from planned_branch b
     where b.region_id = region and (b.branch_id = node or b.unit_id = node);
  end if;
  return query
    select p.region_id, p.id, p.campaign_id, p.host_branch_id, p.host_unit_id, p.kind, p.topic, p.place, p.starts_at, p.ends_at, p.planned_by_name,
      p.recorded_at, p.changed_by_name, p.changed_at, p.called_off_at, p.called_off_by_name, p.call_off_reason, a.id, p.path::text,
      p.party_path::text, e.branches
    from planned_activity p
    left join activity a on a.region_id = p.region_id and a.planned_id = p.id and a.voided_at is null
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', b.branch_id, 'name', o.name, 'unitId', b.unit_id, 'path', b.path::text, 'partyPath', b.party_path::text,
          'sheet', s.id, 'by', s.recorded_by_name) order by b.branch_id <> p.host_branch_id, b.party_path) as branches,
        bool_or(b.path <@ any (scope) or b.party_path <@ any (scope) or b.party_path @> any (home)) as seen,
        bool_or(s.id is null) as awaited
      from planned_branch b
      join organisation o on o.region_id = b.region_id and o.id = b.branch_id
      left join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.branch_id = b.branch_id and s.superseded_at is null
      where b.region_id = p.region_id and b.planned_id = p.id) e
    where p.region_id = any (case when wanted is null then array[region] else (select array_agg(r.region_id) from region r) end)
      and p.id = any (found) and e.seen
      and (wanted is not null or (p.starts_at >= since and e.awaited and p.moved_to is null))
    order by p.starts_at, p.id;
end $$;

-- Called by the move, after what was closed. A plan opens anew over there with everybody it expects and whoever has signed in, and is called
-- off here with the reason of the move; what is older than what the pages still show stays. Branches that meet together go together.
create function study_move_plans(from_region int, to_region int, mover uuid, mover_name text, why text, at timestamptz) returns bigint
language plpgsql security definer set search_path = public as $$
declare
  torn text;
  took uuid[];
  takes uuid[];
begin
  if current_setting('muster.scope', true) is distinct from '*' then
    raise exception 'only an operator moves rows to another region' using errcode = '42501';
  end if;
  with moved as (
    select o.id from organisation o join organisation n on n.region_id = to_region and n.id = o.id and n.moved_to is null
     where o.region_id = from_region and o.moved_to = to_region
  ), waiting as (
    select p.id, p.topic, p.starts_at, a.id is not null as held, bool_and(b.branch_id in (select m.id from moved m)) as all_go,
      (select h.name from organisation h where h.region_id = from_region and h.id = p.host_branch_id) as host
    from planned_activity p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id
    left join activity a on a.region_id = p.region_id and a.planned_id = p.id and a.voided_at is null
    left join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.branch_id = b.branch_id and s.superseded_at is null
    where p.region_id = from_region and p.called_off_at is null and p.starts_at >= at - interval '14 days'
    group by p.region_id, p.id, a.id
    having bool_or(b.branch_id in (select m.id from moved m)) and bool_or(s.id is null)
  )
  select string_agg(format('%s: %s (%s)', host, topic, to_char(starts_at at time zone (select time_zone from instance), 'YYYY-MM-DD')), '; ' order by starts_at, id)
      filter (where held or not all_go),
    coalesce(array_agg(id order by id) filter (where not held and all_go), '{}'),
    coalesce(array_agg(gen_random_uuid() order by id) filter (where not held and all_go), '{}')
    into torn, took, takes from waiting;
  if torn is not null then
    raise exception 'a meeting of several stands open' using errcode = '23514', constraint = 'planned_activity__region_move_together',
      table = 'planned_activity', detail = torn;
  end if;
  insert into planned_activity
  select (organisation_moved_row(p, jsonb_build_object('region_id', to_region, 'id', t.takes, 'path', u.path, 'party_path', b.path))).*
  from unnest(took, takes) t (took, takes)
  join planned_activity p on p.region_id = from_region and p.id = t.took
  join organisation u on u.region_id = to_region and u.id = p.host_unit_id
  join organisation b on b.region_id = to_region and b.id = p.host_branch_id;
  update planned_activity n set recorded_at = p.recorded_at
  from unnest(took, takes) t (took, takes) join planned_activity p on p.region_id = from_region and p.id = t.took
  where n.region_id = to_region and n.id = t.takes;
  insert into planned_branch
  select (organisation_moved_row(e, jsonb_build_object('region_id', to_region, 'planned_id', t.takes, 'path', u.path, 'party_path', b.path))).*
  from unnest(took, takes) t (took, takes)
  join planned_branch e on e.region_id = from_region and e.planned_id = t.took
  join organisation u on u.region_id = to_region and u.id = e.unit_id
  join organisation b on b.region_id = to_region and b.id = e.branch_id;
  insert into sign_in
  select (organisation_moved_row(i, jsonb_build_object('region_id', to_region, 'planned_id', t.takes, 'path', p.path, 'party_path', p.party_path))).*
  from unnest(took, takes) t (took, takes)
  join sign_in i on i.region_id = from_region and i.planned_id = t.took
  join person p on p.region_id = to_region and p.id = i.person_id and p.moved_to is null;
  update planned_activity set moved_to = to_region, called_off_at = at, called_off_by = mover, called_off_by_name = mover_name, call_off_reason = why
   where region_id = from_region and id = any (took);
  return cardinality(took);
end $$;
revoke execute on function study_move_plans(int, int, uuid, text, text, timestamptz) from public;
grant execute on function study_move_plans(int, int, uuid, text, text, timestamptz) to muster_worker;

-- As before, but that a campaign is also at a closed branch of a unit that takes part in it from another region.
create or replace function campaigns_at(at ltree, others ltree[]) returns setof uuid
language sql security definer set search_path = public stable as $$
  select c.id from campaign c
   where muster_is_somebody() and (c.path @> at or c.path @> any (others)
      or (others = '{}' and subpath(c.path, 0, 1) <> subpath(at, 0, 1)
          and exists (select from organisation o
                       where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null and o.linked <@ c.path)
          and (nlevel(c.path) = 1
               or not exists (select from organisation o
                               where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null
                                 and o.linked <> '{}' and not o.linked <@ c.path)))
      or exists (select from participation p
                  where p.campaign_id = c.id and p.region_id <> c.root_region_id and p.ended_at is null
                    and (p.path <@ at or p.linked <@ at or p.path = any (others))))
$$;
