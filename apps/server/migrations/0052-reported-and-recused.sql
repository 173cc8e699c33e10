-- The team reports each count to the office before it endorses anything. Who of a team belongs to one of its units is noted there. Orders
-- to correct are a measure: those verified of those issued, and none issued is met.

create table team_report (
  region_id int not null,
  assessment_id uuid not null,
  campaign_id uuid not null,
  -- Of a joint vote every unit's, as its tally is.
  participation_id uuid not null,
  note text,
  reported_by uuid not null,
  reported_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, assessment_id),
  constraint team_report__assessment foreign key (region_id, assessment_id) references assessment (region_id, id),
  constraint team_report__says_something check (note is null or length(trim(note)) > 0)
);
create trigger team_report__recorded_now before insert on team_report for each row execute function recorded_now();
create trigger team_report__campaign_runs before insert on team_report for each row execute function campaign__runs('campaign');
call muster_protect('team_report', 'path', 'linked', null, 'insert');

-- Reported is what is confirmed, by the team of the unit where it was counted, by nobody who belongs to a unit that it is about.
create function team_report__by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  a assessment;
begin
  select * into a from assessment s where s.region_id = new.region_id and s.id = new.assessment_id;
  if a.counted_in is not null or a.participation_id <> new.participation_id then
    raise exception 'it is counted elsewhere'
      using errcode = '23514', constraint = 'tally_teller__counted_here', table = 'team_report';
  end if;
  if not exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) then
    raise exception 'it is not confirmed' using errcode = '23514', constraint = 'team_report__confirmed', table = 'team_report';
  end if;
  if not access_holds(new.reported_by, 'confirm-assessment', a.path, a.linked, new.recorded_at) then
    raise exception 'confirm-assessment is not held there' using errcode = '23514', constraint = 'team_report__by_right', table = 'team_report';
  end if;
  if exists (select from assessment o where o.region_id = a.region_id and (o.id = a.id or o.counted_in = a.id)
              and supervision_recused(new.reported_by, o.region_id, o.unit_id)) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = 'team_report__recused', table = 'team_report';
  end if;
  return new;
end $$;
create trigger team_report__by_right before insert on team_report for each row execute function team_report__by_right();

-- Counts of a stage that are confirmed and not reported yet; of a joint vote where it was counted.
create function assessment_unreported(region int, participation uuid, stage text) returns table (assessment_id uuid, attempt int)
language sql security definer set search_path = public stable as $$
  select coalesce(a.counted_in, a.id), a.attempt from assessment a
  where a.region_id = region and a.participation_id = participation and a.stage_code = stage and muster_in_scope(a.path, a.linked)
    and exists (select from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id)
    and not exists (select from team_report r where r.region_id = a.region_id and r.assessment_id = coalesce(a.counted_in, a.id))
  order by a.attempt
$$;
grant execute on function assessment_unreported(int, uuid, text) to muster_app;

-- What was reported of these, or of the joint vote that each belongs to.
create function assessment_reports(regions int[], wanted uuid[]) returns setof team_report
language sql security definer set search_path = public stable as $$
  select distinct r.* from unnest(regions, wanted) w (region, id)
  join assessment a on a.region_id = w.region and a.id = w.id and muster_in_scope(a.path, a.linked)
  join team_report r on r.region_id = a.region_id and r.assessment_id = coalesce(a.counted_in, a.id)
$$;
grant execute on function assessment_reports(int[], uuid[]) to muster_app;

create function transition_step__reported() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.step = 'endorsed' and exists (
    select from transition t cross join lateral assessment_unreported(t.region_id, t.participation_id, t.stage_code)
     where t.region_id = new.region_id and t.id = new.transition_id) then
    raise exception 'a count is not reported' using errcode = '23514', constraint = 'transition_step__reported', table = 'transition_step';
  end if;
  return new;
end $$;
create trigger transition_step__reported before insert on transition_step for each row execute function transition_step__reported();

-- Members of teams who belong to a unit that their team answers for, where the asker may look.
create function supervision_recusals(teams uuid[]) returns table (team_id uuid, unit_id uuid, person_id uuid)
language sql security definer set search_path = public stable as $$
  select u.team_id, u.unit_id, m.person_id
  from team_unit u join team_member m on m.region_id = u.region_id and m.team_id = u.team_id and m.to_on is null
  where u.team_id = any (teams) and u.to_on is null and muster_in_scope(u.path, u.linked)
    and supervision_recused(m.person_id, u.region_id, u.unit_id)
$$;
grant execute on function supervision_recusals(uuid[]) to muster_app;

create or replace function supervision_measure(region int, wanted uuid, stage text, measure text, needs int, about text, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
begin
  if measure <> 'supervision.orders-closed' then
    raise exception 'unknown measure %', measure using errcode = '22023';
  end if;
  select count(v.order_id), count(*) into num, den
  from order_to_correct o
  left join order_verification v on v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified'
  where o.region_id = region and o.participation_id = wanted and o.stage_code = stage;
end $$;

-- Where nothing was asked for nothing is missing; of every other measure nothing measured is not met.
create function gate_none_is_met(measure text) returns boolean language sql immutable as $$
  select measure = 'supervision.orders-closed'
$$;
grant execute on function gate_none_is_met(text) to muster_app, muster_worker;

create or replace function gate_unmet_hard(region int, wanted uuid, stage text) returns text[]
language sql security definer set search_path = public stable as $$
  select coalesce(array_agg(c.condition_code order by c.position), '{}')
  from stage_condition c
  cross join lateral gate_measure(c.region_id, c.participation_id, c.stage_code, c.measure, c.member_needs, c.subject) m
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.is_hard and c.applies
    and not coalesce(
      (m.den > 0 or gate_none_is_met(c.measure)) and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)
$$;
