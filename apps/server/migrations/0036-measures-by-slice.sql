-- Each slice answers for its own measures in a function of its own, and the gate asks the one whose measure it is. Two more measures of
-- study: activities of one kind that were held, and who was present of those expected. A figure is told to whom the unit is shown.

alter table stage_condition drop constraint stage_condition__subject;
alter table stage_condition add constraint stage_condition__subject
  check ((measure in ('deliverable.accepted', 'study.sessions-held')) = (subject is not null));

-- For members those who reach what each needs, of all; for days and activities their number, of one; for presence the attendances, of
-- all that were expected (null while nothing was held).
create function study_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  p participation;
begin
  select * into p from participation where region_id = region and id = wanted;
  case measure
    when 'study.minutes', 'study.collective-minutes' then
      select count(*) filter (where earned >= needs), count(*) into num, den
      from (
        select coalesce(sum(a.minutes) filter (where measure = 'study.minutes' or a.is_collective), 0)
          -- and what was brought along from another region's rows.
          + coalesce((select sum(case measure when 'study.minutes' then k.minutes else k.collective_minutes end) from study_credit k
                       where k.region_id = m.region_id and k.person_id = m.person_id and k.campaign_id = p.campaign_id and k.stage_code = stage), 0)
          as earned
        from membership m
        left join attendance a on a.region_id = m.region_id and a.person_id = m.person_id
          and a.campaign_id = p.campaign_id and a.stage_code = stage and a.voided_at is null
        where m.region_id = region and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        group by m.region_id, m.person_id) each_member;
    when 'study.concentrated-days' then
      -- From the attendances of the unit's own members: a day counts for whoever took part, not for who invited.
      select count(distinct (v.starts_at at time zone (select time_zone from instance))::date), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.is_concentrated and v.voided_at is null;
    when 'study.sessions-held' then
      -- Counted as the days are; an activity with several sheets is one. About a kind, and the forms that count as it.
      select count(distinct s.activity_id), 1 into num, den
      from (select distinct a.sheet_id from attendance a
             where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage
               and a.presence = 'present' and a.voided_at is null) held
      join sheet s on s.region_id = region and s.id = held.sheet_id
      join activity v on v.region_id = region and v.id = s.activity_id
      where v.kind = any (string_to_array(about, ' ')) and v.voided_at is null;
    when 'study.attendance' then
      select case when count(*) > 0 then count(*) filter (where a.presence = 'present') end, nullif(count(*), 0) into num, den
      from attendance a
      where a.region_id = region and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and a.stage_code = stage and a.voided_at is null;
    else
      raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
end $$;

-- The votes of the last attempt, of the valid ones (null while it is not confirmed).
create function assessment_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
begin
  if measure not in ('assessment.dissatisfied', 'assessment.satisfied') then
    raise exception 'unknown measure %', measure using errcode = '22023';
  end if;
  select case measure when 'assessment.satisfied' then sum(t.satisfied + t.basically_satisfied) else sum(t.dissatisfied) end,
         sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) into num, den
  from tally_assessment t
  where t.region_id = region and t.assessment_id = (
    select id from assessment
    where region_id = region and participation_id = wanted and stage_code = stage
    order by attempt desc limit 1);
end $$;

-- 1 of 1 when the last version of a deliverable was accepted.
create function obligation_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
begin
  if measure <> 'deliverable.accepted' then
    raise exception 'unknown measure %', measure using errcode = '22023';
  end if;
  select count(*), 1 into num, den
  from obligation o
  join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
  join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
  where o.region_id = region and o.participation_id = wanted and o.stage_code = stage and o.duty_code = about
    and c.outcome = 'accepted'
    and not exists (select from deliverable later
                     where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version);
end $$;

-- Has no measure yet.
create function supervision_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
begin
  raise exception 'unknown measure %', measure using errcode = '22023';
end $$;

create or replace function gate_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
  figure record;
begin
  -- '*' is the worker's; muster_scope gives it to nobody else.
  if scope is distinct from '*' and not exists (
    select from participation p where p.region_id = region and p.id = wanted
       and (p.path <@ any (scope::ltree[]) or p.linked <@ any (scope::ltree[]))) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  case split_part(measure, '.', 1)
    when 'study' then figure := study_measure(region, wanted, stage, measure, needs, about);
    when 'assessment' then figure := assessment_measure(region, wanted, stage, measure, needs, about);
    when 'deliverable', 'obligation' then figure := obligation_measure(region, wanted, stage, measure, needs, about);
    when 'supervision' then figure := supervision_measure(region, wanted, stage, measure, needs, about);
    else raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
  num := figure.num;
  den := figure.den;
end $$;
