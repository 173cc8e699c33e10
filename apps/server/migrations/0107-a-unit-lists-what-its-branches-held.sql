-- What the branches of a unit held or took part in while they served it, whichever unit hosts them: with a joint branch it is the same
-- meeting for each. In any region where none is given: a branch keeps its id where it went to another one.
create function study_activities_of_unit(region int, unit uuid, of_campaign uuid, from_at timestamptz, from_id uuid, wanted int)
returns setof uuid language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  home constant ltree[] := nullif(current_setting('muster.home', true), '')::ltree[];
  regions constant int[] := case when region is null then (select array_agg(r.region_id) from region r) else array[region] end;
  zone constant text := (select time_zone from instance);
begin
  return query
    select each.id from (
      select distinct a.starts_at, a.id
      from branch_serves_unit b
      join sheet s on s.region_id = b.region_id and s.branch_id = b.branch_id
      join activity a on a.region_id = s.region_id and a.id = s.activity_id
      where b.region_id = any (regions) and b.unit_id = unit and a.campaign_id = of_campaign
        and (a.starts_at at time zone zone)::date between b.from_on and coalesce(b.to_on, 'infinity')
        and (s.path <@ any (scope) or s.party_path <@ any (scope) or s.party_path @> any (home))
        and (from_at is null or (a.starts_at, a.id) < (from_at, from_id))) each
    order by each.starts_at desc, each.id desc
    limit wanted;
end $$;
revoke execute on function study_activities_of_unit(int, uuid, uuid, timestamptz, uuid, int) from public;
grant execute on function study_activities_of_unit(int, uuid, uuid, timestamptz, uuid, int) to muster_app;

-- As before, and for a unit also what its branches are expected at that another unit hosts.
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
     where b.region_id = region and (b.branch_id = node or b.unit_id = node
       or b.branch_id in (select v.branch_id from branch_serves_unit v where v.region_id = region and v.unit_id = node and v.to_on is null));
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
