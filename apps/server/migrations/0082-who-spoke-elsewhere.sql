-- As before; and whoever spoke at an activity finds it, wherever it was held: the head of a guest unit hands in the script there.
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
    select array_agg(distinct s.activity_id) into found from sheet s where s.region_id = region and s.branch_id = branch;
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
