-- What is planned, and who signed in to it, goes along to another region under the same ids, and was written down when it was: the check that
-- it is written now was asked then. A unit with a plan could not be moved on any instance that is not being built.
do $$
declare
  guarded text;
begin
  foreach guarded in array '{planned_activity, sign_in}'::text[] loop
    execute format('drop trigger %1$I__recorded_now on %1$I', guarded);
    execute format('create trigger %1$I__recorded_now before insert on %1$I for each row when (not organisation_comes_along())
      execute function recorded_now()', guarded);
  end loop;
end $$;

-- As before, as what comes along.
create or replace function study_move_plans(from_region int, to_region int, mover uuid, mover_name text, why text, at timestamptz) returns bigint
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
  perform set_config('muster.comes_along', 'yes', true);
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
  perform set_config('muster.comes_along', '', true);
  update planned_activity set moved_to = to_region, called_off_at = at, called_off_by = mover, called_off_by_name = mover_name, call_off_reason = why
   where region_id = from_region and id = any (took);
  return cardinality(took);
end $$;
