-- Time is given by who answers for every place that the plan of the batch is about, and to no unit more in all than the stage was planned
-- with. What was given before stays as it is.

create or replace function stage_extension__as_allowed() returns trigger
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
      then 'stage_extension__by_right'
    when exists (select from batch_rule r left join organisation o on o.id = r.organisation_id
                  where r.batch_id = b.id and r.revision = b.revision
                    and not access_holds(new.recorded_by, 'manage-campaign', coalesce(o.path, r.node_path), coalesce(o.linked, '{}'), new.recorded_at))
      then 'stage_extension__from_above' end
    into rule
    from batch_stage w join batch b on b.id = w.batch_id
   where w.batch_id = new.batch_id and w.stage_code = new.stage_code;
  if rule is not null then
    raise exception 'time that nobody may give so' using errcode = '23514', constraint = rule, table = 'stage_extension';
  end if;
  return new;
end $$;

create function participation_extension__days_in_all() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from (select distinct region_id, participation_id, stage_code from given) g
    join participation p on p.region_id = g.region_id and p.id = g.participation_id
    join batch_stage w on w.batch_id = p.batch_id and w.stage_code = g.stage_code
    where (select sum(x.ends_after - x.ends_before) from participation_extension x
            where x.region_id = g.region_id and x.participation_id = g.participation_id and x.stage_code = g.stage_code)
          > w.first_ends_on - w.starts_on + 1) then
    raise exception 'more time than the stage was planned with' using errcode = '23514',
      constraint = 'participation_extension__days_in_all', table = 'participation_extension';
  end if;
  return null;
end $$;
create trigger participation_extension__days_in_all after insert on participation_extension
  referencing new table as given for each statement execute function participation_extension__days_in_all();
