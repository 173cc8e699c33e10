-- The application's login could go round its own rules by writing rows that no command writes. What a decision rests on is now
-- checked where it is written: who acts holds the verb there and then, the electorate is what the roster says, a stage opens and
-- closes and a record is voided in one direction only. It guards against our bugs; whoever holds the login can still act as somebody.

create function access_holds(person uuid, wanted text, place ltree, others ltree[], at timestamptz) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (
    select from access_grant g
     where g.person_id = person and g.verb = wanted and g.from_at <= at and (g.to_at is null or g.to_at > at)
       and (place <@ g.path or others <@ g.path))
$$;

-- Until a verified order to correct exists there is no second assessment of a stage.
alter table assessment add constraint assessment__one_attempt check (attempt = 1);

create function tally_electorate__as_counted() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  counted int;
begin
  select case new.voters when 'member' then e.members else e.representatives end into counted
    from assessment a cross join lateral assessment_electorate(a.region_id, a.unit_id) e
   where a.region_id = new.region_id and a.id = new.assessment_id;
  if new.eligible is distinct from counted then
    raise exception 'the roster says another number'
      using errcode = '23514', constraint = 'tally_electorate__as_counted', table = 'tally_electorate';
  end if;
  return new;
end $$;
create trigger tally_electorate__as_counted before insert on tally_electorate
  for each row execute function tally_electorate__as_counted();

-- Who is named as the one that acts may act: one function for all that a decision rests on.
create function acts_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  place ltree;
  others ltree[];
  verb text;
  person uuid;
  at timestamptz;
begin
  case tg_table_name
    when 'tally_teller', 'tally_assessment' then
      select a.path, a.linked into place, others from assessment a
       where a.region_id = new.region_id and a.id = (row_now ->> 'assessment_id')::uuid;
    else
      select t.path, t.linked into place, others from transition t
       where t.region_id = new.region_id and t.id = (row_now ->> 'transition_id')::uuid;
  end case;
  case tg_table_name
    when 'tally_teller' then verb := 'tell-assessment'; person := row_now ->> 'teller_id'; at := row_now ->> 'recorded_at';
    when 'tally_assessment' then verb := 'confirm-assessment'; person := row_now ->> 'confirmed_by'; at := row_now ->> 'confirmed_at';
    when 'transition_step' then
      verb := case row_now ->> 'step' when 'applied' then 'apply-transition' else 'endorse-transition' end;
      person := row_now ->> 'actor_id'; at := row_now ->> 'recorded_at';
    when 'transition_decision' then verb := 'decide-transition'; person := row_now ->> 'decided_by'; at := row_now ->> 'recorded_at';
  end case;
  if not coalesce(access_holds(person, verb, place, others, at), false) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger tally_teller__by_right before insert on tally_teller for each row execute function acts_by_right();
create trigger tally_assessment__by_right before insert on tally_assessment for each row execute function acts_by_right();
create trigger transition_step__by_right before insert on transition_step for each row execute function acts_by_right();
create trigger transition_decision__by_right before insert on transition_decision for each row execute function acts_by_right();

create function transition__ends_once() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null and new.ended_at is distinct from old.ended_at then
    raise exception 'it has ended' using errcode = '23514', constraint = 'transition__ends_once', table = 'transition';
  end if;
  return new;
end $$;
create trigger transition__ends_once before update on transition for each row execute function transition__ends_once();

-- A stage begins unopened; opening and closing are for the functions of the gate alone.
revoke insert on participation_stage from muster_app, muster_worker;
grant insert (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days, window_from, window_to,
  first_ends_on, path, linked)
  on participation_stage to muster_app, muster_worker;

-- Voided once, and a line of a sheet only with its activity.
create function voided_for_good() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if old.voided_at is not null and new.voided_at is distinct from old.voided_at then
    raise exception 'it was voided' using errcode = '23514', constraint = tg_table_name || '__voided_for_good', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger activity__voided_for_good before update of voided_at on activity for each row execute function voided_for_good();
create trigger attendance__voided_for_good before update of voided_at on attendance for each row execute function voided_for_good();

create function attendance__voided_with_activity() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.voided_at is not null and not exists (
    select from sheet s join activity v on v.region_id = s.region_id and v.id = s.activity_id
     where s.region_id = new.region_id and s.id = new.sheet_id and v.voided_at = new.voided_at) then
    raise exception 'its activity stands' using errcode = '23514', constraint = 'attendance__voided_with_activity', table = 'attendance';
  end if;
  return new;
end $$;
create trigger attendance__voided_with_activity before update of voided_at on attendance
  for each row execute function attendance__voided_with_activity();
