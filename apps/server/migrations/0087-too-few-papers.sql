-- A count of fewer valid papers than an assessment has voters at least tells what single people said, and nothing of the unit: it is
-- confirmed as such, is no figure anywhere, and the vote is held again without an order, for nothing was found that could be mended.

alter table assessment
  -- What the playbook asked for when it was opened.
  add column fewest_papers int not null default 10,
  drop constraint assessment__again_by_order,
  -- After a count of too few papers by the order of that one, which may have had none.
  add constraint assessment__again_by_order check (attempt > 1 or order_id is null),
  add constraint assessment__fewest_papers check (fewest_papers > 0);
update assessment a set fewest_papers = (d.body ->> 'fewestVoters')::int
from campaign c join playbook d on d.id = c.playbook_id
where c.id = a.campaign_id and d.body ->> 'fewestVoters' is not null;

-- Layers raise it; nobody opens one beneath what the campaign's own playbook asks for.
create function assessment__fewest_papers() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.fewest_papers < (select (d.body ->> 'fewestVoters')::int from campaign c join playbook d on d.id = c.playbook_id
                           where c.id = new.campaign_id) then
    raise exception 'the playbook asks for more' using errcode = '23514', constraint = 'assessment__fewest_papers', table = 'assessment';
  end if;
  return new;
end $$;
create trigger assessment__fewest_papers before insert on assessment for each row when (not organisation_comes_along())
  execute function assessment__fewest_papers();

create function assessment_too_few(region int, wanted uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select coalesce(sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) < min(a.fewest_papers), false)
  from assessment a join tally_assessment t on t.region_id = a.region_id and t.assessment_id = a.id
  where a.region_id = region and a.id = wanted
$$;
revoke execute on function assessment_too_few(int, uuid) from public;

create or replace function assessment__again() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  zone constant text := coalesce((select time_zone from instance), 'Asia/Shanghai');
  last assessment;
  confirmed timestamptz;
begin
  if new.attempt = 1 then
    return new;
  end if;
  select * into last from assessment a
   where a.region_id = new.region_id and a.participation_id = new.participation_id and a.stage_code = new.stage_code
     and a.attempt = new.attempt - 1;
  select max(t.confirmed_at) into confirmed from tally_assessment t
   where t.region_id = new.region_id and t.assessment_id = last.id;
  if confirmed is null then
    raise exception 'the last one is not confirmed'
      using errcode = '23514', constraint = 'assessment__last_confirmed', table = 'assessment';
  end if;
  if assessment_too_few(new.region_id, last.id) then
    if new.order_id is distinct from last.order_id then
      raise exception 'it goes by the order of the last one'
        using errcode = '23514', constraint = 'assessment__verified_order', table = 'assessment';
    end if;
    if new.held_on < last.held_on then
      raise exception 'too soon after the last one' using errcode = '23514', constraint = 'assessment__too_soon', table = 'assessment';
    end if;
    return new;
  end if;
  if not exists (
    select from order_to_correct o
    join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
    where o.region_id = new.region_id and o.id = new.order_id and o.participation_id = new.participation_id
      and o.stage_code = new.stage_code and o.recorded_at > confirmed
      and (v.recorded_at at time zone zone)::date <= new.held_on) then
    raise exception 'no order was verified since'
      using errcode = '23514', constraint = 'assessment__verified_order', table = 'assessment';
  end if;
  if new.held_on < last.held_on + new.days_between then
    raise exception 'too soon after the last one' using errcode = '23514', constraint = 'assessment__too_soon', table = 'assessment';
  end if;
  return new;
end $$;

create or replace function assessment_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code,
    case when t.valid < t.fewest then 0 when c.measure = 'assessment.satisfied' then t.satisfied else t.dissatisfied end,
    case when t.valid < t.fewest then 0 else t.valid end
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  cross join lateral (
    select sum(t.satisfied + t.basically_satisfied) as satisfied, sum(t.dissatisfied) as dissatisfied,
      sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid, min(l.fewest_papers) as fewest
    from (select a.id, a.fewest_papers from assessment a
          where a.region_id = c.region_id and a.participation_id = c.participation_id and a.stage_code = c.stage_code
          order by a.attempt desc limit 1) l
    join tally_assessment t on t.region_id = c.region_id and t.assessment_id = l.id) t
  where c.measure in ('assessment.satisfied', 'assessment.dissatisfied') and (stage is null or c.stage_code = stage)
$$;

insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
on conflict (region_id, participation_id) do nothing;
