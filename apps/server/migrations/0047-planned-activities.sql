-- An activity may be planned before it is held: by one branch, for itself or for several that meet together. It is then held once, and
-- each of the branches writes a sheet of its own on it. A plan is changed until it is held; one that comes to nothing says why.

create table planned_activity (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  host_unit_id uuid not null,
  host_branch_id uuid not null,
  kind text not null,
  topic text not null,
  place text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  planned_by uuid not null,
  planned_by_name text not null,
  recorded_at timestamptz not null,
  changed_by_name text,
  changed_at timestamptz,
  called_off_at timestamptz,
  called_off_by uuid,
  called_off_by_name text,
  call_off_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint planned_activity__unit foreign key (region_id, host_unit_id) references organisation (region_id, id),
  constraint planned_activity__branch foreign key (region_id, host_branch_id) references organisation (region_id, id),
  constraint planned_activity__times check (ends_at > starts_at),
  constraint planned_activity__changed check ((changed_at is null) = (changed_by_name is null)),
  constraint planned_activity__call_off check ((called_off_at is null) = (called_off_by is null)
    and (called_off_at is null) = (call_off_reason is null))
);
create trigger planned_activity__recorded_now before insert on planned_activity for each row execute function recorded_now();
create trigger planned_activity__campaign_runs before insert on planned_activity for each row execute function campaign__runs('campaign');
call muster_protect('planned_activity', 'path', 'party_path', null, 'insert');
grant update (kind, topic, place, starts_at, ends_at, changed_by_name, changed_at,
  called_off_at, called_off_by, called_off_by_name, call_off_reason) on planned_activity to muster_app, muster_worker;

-- Who is expected; the branch that planned it as well.
create table planned_branch (
  region_id int not null,
  planned_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, planned_id, branch_id),
  constraint planned_branch__plan foreign key (region_id, planned_id) references planned_activity (region_id, id),
  constraint planned_branch__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint planned_branch__unit foreign key (region_id, unit_id) references organisation (region_id, id)
);
create index planned_branch__of_branch on planned_branch (region_id, branch_id);
create index planned_branch__of_unit on planned_branch (region_id, unit_id);
call muster_protect('planned_branch', 'path', 'party_path', null, 'insert');

alter table activity
  add column planned_id uuid,
  add constraint activity__plan foreign key (region_id, planned_id) references planned_activity (region_id, id);
-- It is held once; a record that was voided may be made anew.
create unique index activity__held_once on activity (region_id, planned_id) where planned_id is not null and voided_at is null;
create index sheet__of_branch on sheet (region_id, branch_id);

create function planned_activity__open() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if old.called_off_at is not null then
    raise exception 'it was called off' using errcode = '23514', constraint = 'planned_activity__called_off', table = 'planned_activity';
  end if;
  if exists (select from activity a where a.region_id = new.region_id and a.planned_id = new.id and a.voided_at is null) then
    raise exception 'it was held' using errcode = '23514', constraint = 'planned_activity__held', table = 'planned_activity';
  end if;
  return new;
end $$;
create trigger planned_activity__open before update of kind, topic, place, starts_at, ends_at, called_off_at on planned_activity
  for each row execute function planned_activity__open();

create function activity__of_its_plan() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from planned_activity p where p.region_id = new.region_id and p.id = new.planned_id
                   and p.campaign_id = new.campaign_id and p.host_branch_id = new.host_branch_id and p.called_off_at is null) then
    raise exception 'not as planned' using errcode = '23514', constraint = 'activity__of_its_plan', table = 'activity';
  end if;
  return new;
end $$;
create trigger activity__of_its_plan before insert on activity for each row when (new.planned_id is not null)
  execute function activity__of_its_plan();

-- Plans that expect a branch or a unit, or one of them: shown to whoever answers for one of the branches expected, and to their
-- members, with the names of all that meet.
create function study_plans(region int, node uuid, wanted uuid, since timestamptz)
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
      and (wanted is not null or (p.starts_at >= since and e.awaited))
    order by p.starts_at, p.id;
end $$;
grant execute on function study_plans(int, uuid, uuid, timestamptz) to muster_app, muster_worker;

-- What a branch held or took part in, or one activity: a guest sees it as the host does, with the host's name.
create function study_activities(region int, branch uuid, wanted uuid, after_at timestamptz, after_id uuid, most int)
returns table (region_id int, id uuid, campaign_id uuid, stage_code text, host_unit_id uuid, host_branch_id uuid, kind text, topic text,
  place text, starts_at timestamptz, ends_at timestamptz, minutes int, is_collective boolean, is_late boolean, late_reason text, recorded_by_name text,
  recorded_at timestamptz, voided_at timestamptz, voided_by_name text, void_reason text, planned_id uuid, path text, party_path text,
  branch_name text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when region is null then (select array_agg(r.region_id) from region r) else array[region] end;
  found uuid[];
begin
  if wanted is not null then found := array[wanted];
  else
    select array_agg(distinct s.activity_id) into found from sheet s where s.region_id = region and s.branch_id = branch;
  end if;
  return query
    select a.region_id, a.id, a.campaign_id, a.stage_code, a.host_unit_id, a.host_branch_id, a.kind, a.topic, a.place, a.starts_at, a.ends_at, a.minutes,
      a.is_collective, a.is_late, a.late_reason, a.recorded_by_name, a.recorded_at, a.voided_at, a.voided_by_name, a.void_reason, a.planned_id,
      a.path::text, a.party_path::text, o.name
    from activity a
    join organisation o on o.region_id = a.region_id and o.id = a.host_branch_id
    where a.region_id = any (regions) and a.id = any (found)
      and (after_at is null or (a.starts_at, a.id) < (after_at, after_id))
      and (exists (select from sheet s where s.region_id = a.region_id and s.activity_id = a.id
                     and (s.path <@ any (scope) or s.party_path <@ any (scope) or s.party_path @> any (home)))
        or exists (select from planned_branch b where b.region_id = a.region_id and b.planned_id = a.planned_id
                     and (b.path <@ any (scope) or b.party_path <@ any (scope) or b.party_path @> any (home))))
    order by a.starts_at desc, a.id desc
    limit most;
end $$;
grant execute on function study_activities(int, uuid, uuid, timestamptz, uuid, int) to muster_app, muster_worker;
