-- A second and later assessment of a stage: only after an order to correct that was given after the last one was confirmed and that
-- somebody else has verified, held no earlier than that, and the playbook's days after the last vote. All attempts stay; the last counts.

alter table assessment
  drop constraint assessment__one_attempt,
  add column order_id uuid,
  -- What the playbook asked for when it was opened: so many days from the last vote to this one.
  add column days_between int not null default 0,
  add constraint assessment__order foreign key (region_id, order_id) references order_to_correct (region_id, id),
  add constraint assessment__again_by_order check ((attempt = 1) = (order_id is null)),
  add constraint assessment__days_between check (days_between >= 0);

create function assessment__again() returns trigger
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
create trigger assessment__again before insert on assessment for each row execute function assessment__again();
