-- What every condition had reached when its campaign was closed is kept, and is what the gate and the figures above show from then on:
-- whoever leaves, moves or joins afterwards changes nothing of what a closed campaign says.

create table gate_kept (
  region_id int not null,
  participation_id uuid not null,
  stage_code text not null,
  condition_code text not null,
  -- As the gate measured them; null: nothing was measured.
  num bigint,
  den bigint,
  kept_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, participation_id, stage_code, condition_code),
  constraint gate_kept__condition foreign key (region_id, participation_id, stage_code, condition_code)
    references stage_condition (region_id, participation_id, stage_code, condition_code)
);
call muster_protect('gate_kept', 'path', 'linked', null, '');

create function gate_measures_now(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select * from study_measures(regions, wanted, stage)
  union all select * from assessment_measures(regions, wanted, stage)
  union all select * from obligation_measures(regions, wanted, stage)
  union all select * from supervision_measures(regions, wanted, stage)
$$;
revoke execute on function gate_measures_now(int[], uuid[], text) from public;

-- Of participations of closed campaigns, once: what was kept is not kept anew.
create function gate_keep(regions int[], wanted uuid[], at timestamptz) returns void
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
  insert into gate_kept (region_id, participation_id, stage_code, condition_code, num, den, kept_at, path, linked)
  select c.region_id, c.participation_id, c.stage_code, c.condition_code, m.num, m.den, at, p.path, p.linked
    from unnest(closed_regions, closed_ids) w (region, id)
    join participation p on p.region_id = w.region and p.id = w.id
    join stage_condition c on c.region_id = p.region_id and c.participation_id = p.id
    left join gate_measures_now(closed_regions, closed_ids, null) m on m.region_id = c.region_id and m.participation_id = c.participation_id
      and m.stage_code = c.stage_code and m.condition_code = c.condition_code;
end $$;
revoke execute on function gate_keep(int[], uuid[], timestamptz) from public;
grant execute on function gate_keep(int[], uuid[], timestamptz) to muster_app;

-- As before, but that of a closed campaign it is what was kept.
create or replace function gate_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
  open_regions int[];
  open_ids uuid[];
begin
  -- '*' is the worker's; muster_scope gives it to nobody else.
  if scope is distinct from '*' and exists (
    select from unnest(regions, wanted) w (region, id) where not exists (
      select from participation p where p.region_id = w.region and p.id = w.id
         and (p.path <@ any (scope::ltree[]) or p.linked <@ any (scope::ltree[])))) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  select array_agg(w.region), array_agg(w.id) into open_regions, open_ids
    from unnest(regions, wanted) w (region, id)
   where not exists (select from gate_kept k where k.region_id = w.region and k.participation_id = w.id);
  return query
    select * from gate_measures_now(open_regions, open_ids, stage)
    union all
    select k.region_id, k.participation_id, k.stage_code, k.condition_code, k.num, k.den
      from unnest(regions, wanted) w (region, id)
      join gate_kept k on k.region_id = w.region and k.participation_id = w.id and (stage is null or k.stage_code = stage);
end $$;

-- Campaigns that were closed before: as it stands now.
do $$
begin
  perform set_config('muster.scope', '*', true);
  perform gate_keep(array_agg(p.region_id), array_agg(p.id), now())
    from participation p join campaign c on c.id = p.campaign_id and c.closed_on is not null having count(*) > 0;
  perform set_config('muster.scope', '', true);
end $$;
