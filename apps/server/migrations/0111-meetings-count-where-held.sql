-- A meeting counts once, at the unit and the branch that held it, and the list behind that figure is as long as the figure. What branches
-- of a unit met for that counts elsewhere, because another unit hosts them or invited them, or because the unit stood in another region
-- then, is told apart from it; and so is what was voided, which counts nowhere.

drop function study_activities_beneath(int, text, ltree, uuid, timestamptz, uuid, int);
drop function study_activities_of_unit(int, uuid, uuid, timestamptz, uuid, int);
drop function study_activities(int, uuid, uuid, uuid, timestamptz, uuid, int);

create index activity__voided on activity (region_id, campaign_id, starts_at desc, id desc) where voided_at is not null;

-- Those of these activities that one may see: whoever answers for a branch that met, or for a unit with a member on a sheet, which a
-- joint branch of another unit has as well. In any region, where none is given.
create function study_activities(region int, wanted uuid[])
returns table (region_id int, id uuid, campaign_id uuid, stage_code text, host_unit_id uuid, host_branch_id uuid, kind text, topic text,
  place text, starts_at timestamptz, ends_at timestamptz, minutes int, is_collective boolean, is_late boolean, late_reason text, recorded_by_name text,
  recorded_at timestamptz, voided_at timestamptz, voided_by_name text, void_reason text, planned_id uuid, path text, party_path text,
  branch_name text, unit_name text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when region is null then (select array_agg(r.region_id) from region r) else array[region] end;
begin
  return query
    select a.region_id, a.id, a.campaign_id, a.stage_code, a.host_unit_id, a.host_branch_id, a.kind, a.topic, a.place, a.starts_at, a.ends_at, a.minutes,
      a.is_collective, a.is_late, a.late_reason, a.recorded_by_name, a.recorded_at, a.voided_at, a.voided_by_name, a.void_reason, a.planned_id,
      a.path::text, a.party_path::text, b.name, u.name
    from activity a
    join organisation b on b.region_id = a.region_id and b.id = a.host_branch_id
    join organisation u on u.region_id = a.region_id and u.id = a.host_unit_id
    where a.region_id = any (regions) and a.id = any (wanted)
      and (exists (select from sheet s where s.region_id = a.region_id and s.activity_id = a.id
                     and (s.path <@ any (scope) or s.party_path <@ any (scope) or s.party_path @> any (home)
                       or exists (select from attendance t where t.region_id = s.region_id and t.sheet_id = s.id and t.path <@ any (scope))))
        or exists (select from planned_branch e where e.region_id = a.region_id and e.planned_id = a.planned_id
                     and (e.path <@ any (scope) or e.party_path <@ any (scope) or e.party_path @> any (home)))
        or exists (select from lecture l where l.region_id = a.region_id and l.activity_id = a.id and l.lecturer_id = self
                     and l.withdrawn_at is null))
    order by a.starts_at desc, a.id desc;
end $$;
revoke execute on function study_activities(int, uuid[]) from public;
grant execute on function study_activities(int, uuid[]) to muster_app, muster_worker;

-- The sheets of activities, or these sheets, every version, as far as one may see them; and of which units one sees lines on them.
-- Whoever sees no more of a sheet than the lines of a unit's own members is shown those by row security.
create function study_sheets(region int, activities uuid[], sheets uuid[])
returns table (region_id int, id uuid, activity_id uuid, branch_id uuid, branch_name text, version int, correction_reason text, heads_claim int,
  recorded_by_name text, recorded_at timestamptz, superseded_at timestamptz, path text, party_path text, units text[])
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when region is null then (select array_agg(r.region_id) from region r) else array[region] end;
begin
  return query
    select s.region_id, s.id, s.activity_id, s.branch_id, b.name, s.version, s.correction_reason, s.heads_claim, s.recorded_by_name, s.recorded_at,
      s.superseded_at, s.path::text, s.party_path::text, l.units
    from sheet s
    join organisation b on b.region_id = s.region_id and b.id = s.branch_id
    cross join lateral (
      select coalesce(array_agg(distinct t.path::text), '{}') as units from attendance t
      where t.region_id = s.region_id and t.sheet_id = s.id and t.path <@ any (scope)) l
    where s.region_id = any (regions) and (s.activity_id = any (activities) or s.id = any (sheets))
      and (s.path <@ any (scope) or s.party_path <@ any (scope) or s.party_path @> any (home) or l.units <> '{}');
end $$;
revoke execute on function study_sheets(int, uuid[], uuid[]) from public;
grant execute on function study_sheets(int, uuid[], uuid[]) to muster_app;

-- The latest at and beneath a node after one of them: those that count there, those of its branches that count elsewhere (at units and
-- branches alone: above them somebody's elsewhere is beneath), the void ones, or where nothing is wanted all that stand; and how many
-- there are of each. Everywhere: what counts elsewhere is looked for in every region.
create function study_activities_page(
  region int, tree text, node ltree, node_kind text, node_id uuid, everywhere boolean, campaign uuid, wanted_which text,
  from_at timestamptz, from_id uuid, wanted int, out page uuid[], out held bigint, out elsewhere bigint, out voided bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when everywhere then (select array_agg(r.region_id) from region r) else array[region] end;
  zone constant text := (select time_zone from instance);
  sees constant text := '(s.path <@ any ($5) or s.party_path <@ any ($5) or s.party_path @> any ($6)
    or exists (select from attendance t where t.region_id = s.region_id and t.sheet_id = s.id and t.path <@ any ($5)))';
  own constant text := case node_kind when 'unit' then 'a.host_unit_id = $4' when 'branch' then 'a.host_branch_id = $4' else 'true' end;
  here constant text := format('select a.starts_at, a.id from activity a
    where a.region_id = $1 and a.campaign_id = $2 and a.%1$I <@ $3 and %2$s
      and (a.path <@ any ($5) or a.party_path <@ any ($5) or exists (
        select from sheet s where s.region_id = a.region_id and s.activity_id = a.id and %3$s))',
    case tree when 'place' then 'path' else 'party_path' end, own, sees);
  there constant text := case node_kind
    when 'unit' then format('select distinct a.starts_at, a.id from branch_serves_unit b
      join sheet s on s.region_id = b.region_id and s.branch_id = b.branch_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where b.region_id = any ($7) and b.unit_id = $4 and a.campaign_id = $2 and not (a.region_id = $1 and %1$s)
        and (a.starts_at at time zone $8)::date between b.from_on and coalesce(b.to_on, ''infinity'') and %2$s', own, sees)
    when 'branch' then format('select distinct a.starts_at, a.id from sheet s
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where s.region_id = any ($7) and s.branch_id = $4 and a.campaign_id = $2 and not (a.region_id = $1 and %1$s) and %2$s', own, sees)
    else 'select null::timestamptz, null::uuid where $7 is null and $8 is null' end;
  stands constant text := ' and a.voided_at is null';
  void constant text := ' and a.voided_at is not null';
  listed constant text := case wanted_which
    when 'held' then here || stands
    when 'elsewhere' then there || case when node_kind in ('unit', 'branch') then stands else '' end
    when 'voided' then here || void || case when node_kind in ('unit', 'branch') then ' union all ' || there || void else '' end
    else here || stands || case when node_kind in ('unit', 'branch') then ' union all ' || there || stands else '' end end;
begin
  if node <@ any (scope) then
    held :=
      (select coalesce(sum(c.amount), 0) from rollup_counter c
        where c.region_id = region and c.path = node and c.campaign_id = campaign and c.measure = 'activities')
      + (select coalesce(sum(d.amount), 0) from rollup_delta d
          where d.region_id = region and d.campaign_id = campaign and d.measure = 'activities'
            and case tree when 'place' then d.path else d.party_path end <@ node);
  else
    execute 'select count(*) from (' || here || stands || ') each' into held
      using region, campaign, node, node_id, scope, home, regions, zone;
  end if;
  elsewhere := 0;
  execute 'select count(*) from (' || here || void || ') each' into voided using region, campaign, node, node_id, scope, home, regions, zone;
  if node_kind in ('unit', 'branch') then
    execute 'select count(*) from (' || there || stands || ') each' into elsewhere
      using region, campaign, node, node_id, scope, home, regions, zone;
    execute 'select $9 + count(*) from (' || there || void || ') each' into voided
      using region, campaign, node, node_id, scope, home, regions, zone, voided;
  end if;
  execute 'select coalesce(array_agg(id order by starts_at desc, id desc), ''{}'') from (
      select starts_at, id from (' || listed || ') each (starts_at, id) where $9 is null or (starts_at, id) < ($9, $10)
      order by starts_at desc, id desc limit $11) page'
    into page using region, campaign, node, node_id, scope, home, regions, zone, from_at, from_id, wanted;
end $$;
revoke execute on function study_activities_page(int, text, ltree, text, uuid, boolean, uuid, text, timestamptz, uuid, int) from public;
grant execute on function study_activities_page(int, text, ltree, text, uuid, boolean, uuid, text, timestamptz, uuid, int) to muster_app;
