-- Of the votes of a stage the last that had an outcome stands until another has one: while the next is counted, and when that one has too
-- few papers, a unit that failed stays one that failed. Only where none had an outcome does it wait, or show that papers were too few.
-- Meanwhile nobody passes by the outcome that stands: where a next vote is open, its unit applies once that one is confirmed.

create or replace function assessment_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select c.region_id, c.participation_id, c.stage_code, c.condition_code,
    case when not v.has_outcome then 0 when c.measure = 'assessment.satisfied' then v.satisfied else v.dissatisfied end,
    case when not v.has_outcome then 0 else v.valid end
  from unnest(regions, wanted) w (region, id)
  join stage_condition c on c.region_id = w.region and c.participation_id = w.id
  left join lateral (
    select t.*, t.valid >= a.fewest_papers as has_outcome
    from assessment a
    cross join lateral (
      select sum(t.satisfied + t.basically_satisfied) as satisfied, sum(t.dissatisfied) as dissatisfied,
        sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid
      from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) t
    where a.region_id = c.region_id and a.participation_id = c.participation_id and a.stage_code = c.stage_code
      and (t.valid >= a.fewest_papers
        or not exists (select from assessment later where later.region_id = a.region_id and later.participation_id = a.participation_id
          and later.stage_code = a.stage_code and later.attempt > a.attempt))
    order by coalesce(t.valid >= a.fewest_papers, false) desc, a.attempt desc limit 1) v on true
  where c.measure in ('assessment.satisfied', 'assessment.dissatisfied') and (stage is null or c.stage_code = stage)
$$;

create function transition__counted() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from assessment a
    where a.region_id = new.region_id and a.participation_id = new.participation_id and a.stage_code = new.stage_code
      and not exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id)
      and exists (select from assessment b join tally_assessment t on t.region_id = b.region_id and t.assessment_id = b.id
        where b.region_id = a.region_id and b.participation_id = a.participation_id and b.stage_code = a.stage_code
        group by b.id, b.fewest_papers
        having sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) >= b.fewest_papers)) then
    raise exception 'a vote is being counted' using errcode = '23514', constraint = 'transition__counted', table = 'transition';
  end if;
  return new;
end $$;
create trigger transition__counted before insert on transition for each row execute function transition__counted();

insert into rollup_dirty (region_id, participation_id, path, linked)
select distinct p.region_id, p.id, p.path, p.linked from participation p
  join assessment a on a.region_id = p.region_id and a.participation_id = p.id and a.attempt > 1
on conflict (region_id, participation_id) do nothing;
