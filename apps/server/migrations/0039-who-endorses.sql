-- Whoever endorses a unit's application, or returns it, is not of the unit, as whoever decides on it is not.

create function transition_step__not_of_the_unit() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.step <> 'applied' and exists (
    select from transition t where t.region_id = new.region_id and t.id = new.transition_id
       and t.unit_id in (select units_of_person(new.actor_id))) then
    raise exception 'of the unit itself' using errcode = '23514', constraint = 'transition_step__not_of_the_unit', table = 'transition_step';
  end if;
  return new;
end $$;
create trigger transition_step__not_of_the_unit before insert on transition_step
  for each row execute function transition_step__not_of_the_unit();

-- Stages come one after the other: only the one that is open is applied for.
create function transition__of_the_open_stage() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if not exists (
    select from participation_stage s where s.region_id = new.region_id and s.participation_id = new.participation_id
       and s.stage_code = new.stage_code and s.opened_at is not null and s.closed_at is null) then
    raise exception 'the stage is not open' using errcode = '23514', constraint = 'transition__of_the_open_stage', table = 'transition';
  end if;
  return new;
end $$;
create trigger transition__of_the_open_stage before insert on transition
  for each row execute function transition__of_the_open_stage();
