-- Three more measures for the gate: days of concentrated training that a unit held, the share of satisfied votes, a deliverable that
-- was accepted. A pinned condition names its subject (which deliverable) and the layer of the playbook that asks for it.

alter table activity add column is_concentrated boolean not null default false;

alter table stage_condition add column subject text;
alter table stage_condition add column layer text;
alter table stage_condition add constraint stage_condition__subject check ((measure = 'deliverable.accepted') = (subject is not null));

-- num and den of a condition, from the records: for members those who reach what each needs, of all; for days their number, of one;
-- for the assessment the votes of the last attempt, of the valid ones (null while it is not confirmed); for a deliverable 1 of 1
-- when its last version was accepted.
create function gate_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
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
    when 'assessment.dissatisfied', 'assessment.satisfied' then
      select case measure when 'assessment.satisfied' then sum(t.satisfied + t.basically_satisfied) else sum(t.dissatisfied) end,
             sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) into num, den
      from tally_assessment t
      where t.region_id = region and t.assessment_id = (
        select id from assessment
        where region_id = region and participation_id = wanted and stage_code = stage
        order by attempt desc limit 1);
    when 'deliverable.accepted' then
      select count(*), 1 into num, den
      from obligation o
      join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
      join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id
      where o.region_id = region and o.participation_id = wanted and o.stage_code = stage and o.duty_code = about
        and c.outcome = 'accepted'
        and not exists (select from deliverable later
                         where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version);
    else
      raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
end $$;
grant execute on function gate_measure(int, uuid, text, text, int, text) to muster_app, muster_worker;

create or replace function gate_unmet_hard(region int, wanted uuid, stage text) returns text[]
language sql security definer set search_path = public stable as $$
  select coalesce(array_agg(c.condition_code order by c.position), '{}')
  from stage_condition c
  cross join lateral gate_measure(c.region_id, c.participation_id, c.stage_code, c.measure, c.member_needs, c.subject) m
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.is_hard and c.applies
    and not coalesce(
      m.den > 0 and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)
$$;

drop function gate_measure(int, uuid, text, text, int);
