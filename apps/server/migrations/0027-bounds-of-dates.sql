-- What the rules about dates left open. A stage became shorter where no hard condition stood in the way: now every condition that is set
-- must be met, and there must be one. Nobody decides for the own unit, nor gives it time alone. Time that is given has a measure, and
-- is decided while the batch runs. What is due stays inside its stage.

-- The units that a person is of: as a member, or by an office there or in a branch that serves them. Leaders and auditors look in from
-- outside.
create function units_of_person(person uuid) returns setof uuid
language sql security definer set search_path = public stable as $$
  select unit_id from membership where person_id = person and to_on is null
  union
  select organisation_id from appointment where person_id = person and to_on is null and role not in ('leader', 'auditor')
  union
  select s.unit_id from appointment a
    join branch_serves_unit s on s.region_id = a.region_id and s.branch_id = a.organisation_id and s.to_on is null
   where a.person_id = person and a.to_on is null and a.role not in ('leader', 'auditor')
$$;
grant execute on function units_of_person(uuid) to muster_app, muster_worker;

-- Conditions of a stage that are set and hold for the unit, and how many of them are not met at this moment.
create function campaign_judging(region int, wanted uuid, stage text, out judging int, out unmet int)
language sql security definer set search_path = public stable as $$
  select count(*)::int, (count(*) filter (where not coalesce(
      m.den > 0 and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)))::int
  from stage_condition c
  cross join lateral gate_measure(c.region_id, c.participation_id, c.stage_code, c.measure, c.member_needs, c.subject) m
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.applies and c.threshold_num is not null
$$;
grant execute on function campaign_judging(int, uuid, text) to muster_app, muster_worker;

create or replace function campaign_decide_request(region int, wanted uuid, verdict text, decider uuid, decider_name text, reason text, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare
  r stage_request;
  open_stage text;
  one record;
  shown record;
  earliest date;
  rule text;
  today constant date := (at at time zone (select time_zone from instance))::date;
begin
  select * into r from stage_request where region_id = region and id = wanted;
  perform from participation where region_id = region and id = r.participation_id for update;
  select * into r from stage_request where region_id = region and id = wanted for update;
  if not coalesce(r.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
                  or r.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  rule := case
    when not coalesce(access_holds(decider, 'manage-campaign', r.path, r.linked, at), false) then 'stage_request_decision__by_right'
    when r.ended_at is not null then 'stage_request_decision__open'
    when decider = r.asked_by then 'stage_request_decision__somebody_else'
    when r.unit_id in (select units_of_person(decider)) then 'stage_request_decision__not_of_the_unit' end;
  if rule is not null then
    raise exception 'not to be decided so' using errcode = '23514', constraint = rule, table = 'stage_request_decision';
  end if;
  insert into stage_request_decision (region_id, request_id, outcome, note, decided_by, decided_by_name, recorded_at, path, linked)
  values (region, wanted, verdict, reason, decider, decider_name, at, r.path, r.linked);
  update stage_request set ended_at = at where region_id = region and id = wanted;
  if verdict <> 'approved' then return; end if;
  -- Asked for before time was given from above: approving it as it is would take that time back. Asked for on another track, before a
  -- stage was closed, or by a unit that takes part no longer: it does not say what is to become of the stages of now.
  if exists (select from participation_extension x join stage_extension e on e.id = x.extension_id
             where x.region_id = region and x.participation_id = r.participation_id and e.recorded_at >= r.recorded_at)
     or exists (select from participation where region_id = region and id = r.participation_id and ended_at is not null)
     or exists (select from (select stage_code from participation_stage
                              where region_id = region and participation_id = r.participation_id and closed_at is null) s
                full join (select stage_code from stage_request_stage where region_id = region and request_id = wanted) q using (stage_code)
                where s.stage_code is null or q.stage_code is null) then
    raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
  end if;
  select stage_code into open_stage from participation_stage
   where region_id = region and participation_id = r.participation_id and opened_at is not null and closed_at is null;
  if r.shorter_stage is not null or r.shorter_total_days is not null then
    select * into shown from campaign_judging(region, r.participation_id, open_stage);
    rule := case
      when open_stage is null or r.shorter_stage <> open_stage then 'stage_request_decision__stage_open'
      -- The days of all stages are shown to be met in the last of them alone.
      when r.shorter_total_days is not null and (
        select position from participation_stage where region_id = region and participation_id = r.participation_id and stage_code = open_stage)
        < (select max(position) from participation_stage where region_id = region and participation_id = r.participation_id)
        then 'stage_request_decision__last_stage'
      when shown.judging = 0 then 'stage_request_decision__judged'
      when shown.unmet > 0 then 'stage_request_decision__hard_conditions'
      -- No other number of days than the dates say.
      when r.shorter_days <> (select q.ends_on - q.starts_on + 1 from stage_request_stage q
                              where q.region_id = region and q.request_id = wanted and q.stage_code = r.shorter_stage)
        then 'stage_request_decision__same_as_asked' end;
    if rule is not null then
      raise exception 'not shorter' using errcode = '23514', constraint = rule, table = 'stage_request_decision';
    end if;
    if r.shorter_total_days is not null then
      update participation set minimum_total_days = least(minimum_total_days, r.shorter_total_days) where region_id = region and id = r.participation_id;
    end if;
    if r.shorter_stage is not null then
      update participation_stage set minimum_days = r.shorter_days
       where region_id = region and participation_id = r.participation_id and stage_code = r.shorter_stage and minimum_days > r.shorter_days;
    end if;
  end if;
  for one in
    select s.stage_code, s.opened_at, q.starts_on, q.ends_on from stage_request_stage q
    join participation_stage s on s.region_id = q.region_id and s.participation_id = r.participation_id and s.stage_code = q.stage_code
    where q.region_id = region and q.request_id = wanted order by s.position
  loop
    earliest := campaign_earliest(region, r.participation_id, one.stage_code, one.starts_on);
    if one.ends_on < earliest or one.ends_on < today then
      raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
    end if;
    update participation_stage
       set starts_on = one.starts_on, earliest_on = earliest, ends_on = one.ends_on,
           window_from = least(window_from, one.starts_on), window_to = greatest(window_to, one.ends_on)
     where region_id = region and participation_id = r.participation_id and stage_code = one.stage_code;
  end loop;
  if exists (
    select from participation_stage a join participation_stage b
      on b.region_id = a.region_id and b.participation_id = a.participation_id and b.position = a.position + 1
    where a.region_id = region and a.participation_id = r.participation_id and a.closed_at is null and b.starts_on <= a.ends_on) then
    raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
  end if;
end $$;

-- At most as many days as the stage was planned with, decided since the batch began, by whoever may.
create function stage_extension__as_allowed() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  zone constant text := (select time_zone from instance);
  rule text;
begin
  select case
    when new.days > w.first_ends_on - w.starts_on + 1 then 'stage_extension__days_at_most'
    when new.decided_on > (new.recorded_at at time zone zone)::date then 'stage_extension__not_in_future'
    when new.decided_on < least((select min(starts_on) from batch_stage where batch_id = new.batch_id), (b.opened_at at time zone zone)::date)
      then 'stage_extension__since_it_began'
    when not exists (select from organisation o where o.id = new.organisation_id and o.path = new.node_path
                       and access_holds(new.recorded_by, 'manage-campaign', o.path, o.linked, new.recorded_at))
      then 'stage_extension__by_right' end
    into rule
    from batch_stage w join batch b on b.id = w.batch_id
   where w.batch_id = new.batch_id and w.stage_code = new.stage_code;
  if rule is not null then
    raise exception 'time that nobody may give so' using errcode = '23514', constraint = rule, table = 'stage_extension';
  end if;
  return new;
end $$;
create trigger stage_extension__as_allowed before insert on stage_extension for each row execute function stage_extension__as_allowed();

-- Time that reaches one's own unit alone is given by somebody else.
create function participation_extension__not_own_alone() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from (select distinct extension_id from given) g
    join stage_extension e on e.id = g.extension_id
    where not exists (
      select from given x join participation p on p.region_id = x.region_id and p.id = x.participation_id
      where x.extension_id = g.extension_id and p.unit_id not in (select units_of_person(e.recorded_by)))) then
    raise exception 'the own unit alone' using errcode = '23514', constraint = 'participation_extension__not_own_alone', table = 'participation_extension';
  end if;
  return null;
end $$;
create trigger participation_extension__not_own_alone after insert on participation_extension
  referencing new table as given for each statement execute function participation_extension__not_own_alone();

-- What is due stays inside its stage; what became due before it, or after it, is mended.
create function obligation_due(anchor text, offset_days int, starts_on date, ends_on date) returns date
language sql immutable as $$
  select greatest(starts_on, least(ends_on, case anchor when 'start' then starts_on + offset_days else ends_on - offset_days end))
$$;
grant execute on function obligation_due(text, int, date, date) to muster_app, muster_worker;

update obligation o set due_on = obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on)
  from participation_stage s
 where s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code and s.closed_at is null
   and o.due_on not between s.starts_on and s.ends_on;

create function obligation__due_in_its_stage() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from participation_stage s where s.region_id = new.region_id and s.participation_id = new.participation_id
               and s.stage_code = new.stage_code and s.closed_at is null and new.due_on not between s.starts_on and s.ends_on) then
    raise exception 'due outside its stage' using errcode = '23514', constraint = 'obligation__due_in_its_stage', table = 'obligation';
  end if;
  return new;
end $$;
create trigger obligation__due_in_its_stage before insert or update of due_on on obligation
  for each row execute function obligation__due_in_its_stage();
