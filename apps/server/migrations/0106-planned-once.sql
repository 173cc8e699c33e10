-- The gate and the hours of a unit cost what its own members are worth, however large the city is, and are planned once a connection.

-- As before; but room for what was studied alone is looked up only for whom something was, by the person, and not for everybody.
create or replace function study_apart(region int, people uuid[])
returns table (person_id uuid, campaign_id uuid, stage_code text, made_up bigint, self_study bigint)
language sql security definer set search_path = public stable rows 50 as $$
  with apart as (
    select u.person_id, u.campaign_id, u.stage_code, u.minutes as made_up, 0 as logged from study_made_up(region, people) u
    union all
    select l.person_id, l.campaign_id, l.stage_code, 0, l.minutes
    from self_study l where l.region_id = region and l.person_id = any (people) and l.voided_at is null
  ), summed as (
    select a.person_id, a.campaign_id, a.stage_code, sum(a.made_up) as made_up, sum(a.logged) as logged from apart a group by 1, 2, 3
  )
  select s.person_id, s.campaign_id, s.stage_code, s.made_up,
    case when s.logged = 0 then 0 else least(s.logged, (
      select greatest(0, max(c.member_needs) filter (where c.measure = 'study.minutes')
        - max(c.member_needs) filter (where c.measure = 'study.collective-minutes'))
      from membership m
      join participation p on p.region_id = m.region_id and p.unit_id = m.unit_id and p.campaign_id = s.campaign_id and p.ended_at is null
      join stage_condition c on c.region_id = p.region_id and c.participation_id = p.id and c.stage_code = s.stage_code and c.applies
      where m.region_id = region and m.person_id = s.person_id and m.to_on is null)) end
  from summed s
$$;
alter function study_made_up(int, uuid[]) rows 50;

-- As before; each of those asked for is looked up by its key.
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
    select k.region_id, k.participation_id, k.stage_code, k.condition_code, k.num, k.den
      from unnest(regions, wanted) w (region, id)
      join gate_kept k on k.region_id = w.region and k.participation_id = w.id and (stage is null or k.stage_code = stage);
end $$;

-- What they ask is found by keys: the plan for any is the plan for these. What they call within is planned the same way.
alter function gate_measures(int[], uuid[], text) set plan_cache_mode = force_generic_plan;
alter function study_earned(int, uuid, uuid[]) set plan_cache_mode = force_generic_plan;
alter function assessment_electorate_together(int, uuid[]) set plan_cache_mode = force_generic_plan;
alter function assessment_reports(int[], uuid[]) set plan_cache_mode = force_generic_plan;
