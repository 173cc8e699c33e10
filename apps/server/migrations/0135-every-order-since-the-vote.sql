-- A vote that failed is held again once all that was ordered since is verified: one order of something small, verified at once, opened the next vote
-- while what the failed one was ordered to mend was not even answered.
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
      and (v.recorded_at at time zone zone)::date <= new.held_on)
    or exists (
    select from order_to_correct o
    where o.region_id = new.region_id and o.participation_id = new.participation_id and o.stage_code = new.stage_code and o.recorded_at > confirmed
      and not exists (select from order_verification v where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')) then
    raise exception 'no order was verified since, or another one is not'
      using errcode = '23514', constraint = 'assessment__verified_order', table = 'assessment';
  end if;
  if new.held_on < last.held_on + new.days_between then
    raise exception 'too soon after the last one' using errcode = '23514', constraint = 'assessment__too_soon', table = 'assessment';
  end if;
  return new;
end $$;
