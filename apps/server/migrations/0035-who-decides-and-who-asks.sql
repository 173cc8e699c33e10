-- Who decides whether a unit goes on is not of it; what a function counts whole it counts only where the asker may look; and what is
-- said of a transfer is hashed with the salt that is kept with the person.

create function muster_in_scope(place ltree, others ltree[]) returns boolean language sql stable as $$
  select case current_setting('muster.scope', true)
    when '*' then true
    else coalesce(place <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
               or others <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) end
$$;

create or replace function organisation_is_of(region int, wanted uuid, person uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from membership m where m.region_id = region and m.person_id = person and m.to_on is null
                   and (m.path <@ o.path or m.party_path <@ o.path))
      or exists (select from appointment a where a.region_id = region and a.person_id = person and a.to_on is null
                   and (a.path <@ o.path or a.linked <@ o.path))
  from organisation o where o.region_id = region and o.id = wanted and muster_in_scope(o.path, o.linked)
$$;

-- What is out of sight is not said to be of somebody else.
create or replace function organisation_remedy_check__not_of_it() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if coalesce(organisation_is_of(new.region_id, (select r.organisation_id from organisation_remedy_report p
       join organisation_remedy r on r.region_id = p.region_id and r.id = p.remedy_id
      where p.region_id = new.region_id and p.id = new.report_id), new.checked_by), true) then
    raise exception 'the checker is of the organisation'
      using errcode = '23514', constraint = 'organisation_remedy_check__not_of_it', table = 'organisation_remedy_check';
  end if;
  return new;
end $$;

-- The whole electorate of a unit of which the asker sees a part, and none of a unit out of sight.
create or replace function assessment_electorate(region int, wanted_unit uuid, out members int, out representatives int)
language sql security definer set search_path = public stable as $$
  with unit as (
    select o.id from organisation o where o.region_id = region and o.id = wanted_unit and muster_in_scope(o.path, o.linked)
  ), voting as (
    select m.person_id from unit join membership m on m.region_id = region and m.unit_id = unit.id
    where m.to_on is null and m.standing <> 'applicant')
  select (select count(*)::int from voting),
         (select count(distinct a.person_id)::int from unit join appointment a on a.region_id = region and a.organisation_id = unit.id
           where a.role = 'representative' and a.to_on is null
             and not exists (select from voting v where v.person_id = a.person_id))
$$;

-- Either end of a transfer settles it; the receiving end does not see the person yet whose salt it is.
create function roster_transfer_salt(region int, wanted uuid) returns bytea
language sql security definer set search_path = public stable as $$
  select p.salt from transfer t join person p on p.region_id = t.region_id and p.id = t.person_id
  where t.region_id = region and t.id = wanted and muster_in_scope(t.path, t.linked)
$$;
grant execute on function roster_transfer_salt(int, uuid) to muster_app;

create or replace function gate_decide(region int, wanted uuid, verdict text, decider uuid, decider_name text, reason text, judged bytea, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare
  t transition;
  s participation_stage;
  step record;
  today date := (at at time zone (select time_zone from instance))::date;
begin
  select * into t from transition where region_id = region and id = wanted;
  perform from participation where region_id = region and id = t.participation_id for update;
  select * into t from transition where region_id = region and id = wanted for update;
  if not coalesce(t.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
                  or t.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if t.id is null or t.ended_at is not null then
    raise exception 'not open' using errcode = '23514', constraint = 'transition_decision__open', table = 'transition_decision';
  end if;
  select * into step from transition_step where region_id = region and transition_id = wanted and transition_step.step = 'endorsed';
  if not found then
    raise exception 'not endorsed' using errcode = '23514', constraint = 'transition_decision__endorsed', table = 'transition_decision';
  end if;
  if decider in (t.applied_by, step.actor_id) then
    raise exception 'somebody else decides' using errcode = '23514', constraint = 'transition_decision__somebody_else', table = 'transition_decision';
  end if;
  -- Closing is somebody else's act, not that of a colleague.
  if t.unit_id in (select units_of_person(decider)) then
    raise exception 'the decider is of the unit' using errcode = '23514', constraint = 'transition_decision__not_of_the_unit', table = 'transition_decision';
  end if;
  select * into s from participation_stage
   where region_id = region and participation_id = t.participation_id and stage_code = t.stage_code for update;
  if verdict = 'passed' then
    if step.judged_hash <> judged then
      raise exception 'judged something else' using errcode = '23514', constraint = 'transition_decision__same_as_judged', table = 'transition_decision';
    end if;
    if today < s.earliest_on then
      raise exception 'too early' using errcode = '23514', constraint = 'transition_decision__not_early', table = 'transition_decision';
    end if;
    if cardinality(gate_unmet_hard(region, t.participation_id, t.stage_code)) > 0
       or not exists (select from stage_condition where region_id = region and participation_id = t.participation_id and stage_code = t.stage_code) then
      raise exception 'a hard condition does not hold' using errcode = '23514', constraint = 'transition_decision__hard_conditions', table = 'transition_decision';
    end if;
  end if;
  if abs(extract(epoch from at - clock_timestamp())) > 5 and not exists (select from instance where building) then
    raise exception 'clock' using errcode = '23514', constraint = 'transition_decision__recorded_now', table = 'transition_decision';
  end if;
  insert into transition_decision (region_id, transition_id, outcome, decided_by, decided_by_name, note, judged_hash, recorded_at, path, linked)
  values (region, wanted, verdict, decider, decider_name, reason, judged, at, t.path, t.linked);
  update transition set ended_at = at where region_id = region and id = wanted;
  if verdict = 'passed' then
    update participation_stage set closed_at = at
     where region_id = region and participation_id = t.participation_id and stage_code = t.stage_code;
    -- The next stage begins on the day of the decision, early or late, and lasts as many days at least as it must.
    update participation_stage n
       set opened_at = at, starts_on = today, earliest_on = e.earliest, ends_on = greatest(n.ends_on, e.earliest)
      from (select campaign_earliest(region, t.participation_id, x.stage_code, today) as earliest, x.stage_code
              from participation_stage x
             where x.region_id = region and x.participation_id = t.participation_id and x.position = s.position + 1) e
     where n.region_id = region and n.participation_id = t.participation_id and n.stage_code = e.stage_code;
    perform campaign_push_stages(region, t.participation_id);
  end if;
end $$;
