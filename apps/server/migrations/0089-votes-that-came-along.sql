-- A unit whose vote failed cannot be merged away, but its members may be transferred one by one until none is left. The failed vote then
-- stands on the page of a unit that nobody is in. It is shown where they are now, and stays the record of the unit that voted.

create index membership__of_person on membership (region_id, person_id) where to_on is not null;
create index assessment__of_unit on assessment (region_id, unit_id, campaign_id);

-- Of units that nobody belongs to any more: the last vote of a stage that has a result, where it failed and people who belonged there
-- on the day of the vote, or came after it, belong to this unit now.
create function assessment_came_along(region int, unit uuid, of_campaign uuid)
returns table (id uuid, unit_id uuid, unit_name text, stage_code text, attempt int, held_on date, valid int, dissatisfied int, came int,
  is_in_sight boolean)
language sql security definer set search_path = public stable as $$
  select l.id, l.unit_id, o.name, l.stage_code, l.attempt, l.held_on, l.valid, l.dissatisfied, b.came, muster_in_scope(l.path, l.linked)
  from organisation here
  cross join lateral (
    select old.unit_id from membership m
    join membership old on old.region_id = m.region_id and old.person_id = m.person_id and old.to_on is not null
      and old.unit_id <> here.id and old.standing <> 'applicant'
    where m.region_id = here.region_id and m.unit_id = here.id and m.to_on is null
    group by old.unit_id) f
  cross join lateral (
    select distinct on (a.participation_id, a.stage_code) a.*, t.valid, t.dissatisfied
    from assessment a
    cross join lateral (
      select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know)::int as valid, sum(t.dissatisfied)::int as dissatisfied
      from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) t
    where a.region_id = here.region_id and a.unit_id = f.unit_id and a.campaign_id = of_campaign and t.valid >= a.fewest_papers
    order by a.participation_id, a.stage_code, a.attempt desc) l
  cross join lateral (
    select count(distinct m.person_id)::int as came from membership m
    join membership old on old.region_id = m.region_id and old.person_id = m.person_id and old.to_on >= l.held_on
      and old.unit_id = l.unit_id and old.standing <> 'applicant'
    where m.region_id = here.region_id and m.unit_id = here.id and m.to_on is null) b
  join organisation o on o.region_id = here.region_id and o.id = l.unit_id
  where here.region_id = region and here.id = unit and muster_in_scope(here.path, here.linked) and b.came > 0
    and not exists (select from membership m where m.region_id = here.region_id and m.unit_id = f.unit_id and m.to_on is null
      and m.standing <> 'applicant')
    and exists (select from stage_condition c where c.region_id = l.region_id and c.participation_id = l.participation_id
      and c.stage_code = l.stage_code and c.measure = 'assessment.dissatisfied' and c.comparison = 'below' and c.is_hard and c.applies
      and l.dissatisfied::bigint * c.threshold_den >= c.threshold_num::bigint * l.valid)
  order by l.held_on, o.name, l.id
$$;
revoke execute on function assessment_came_along(int, uuid, uuid) from public;
grant execute on function assessment_came_along(int, uuid, uuid) to muster_app;
