-- A transition is applied for, endorsed or returned, decided. Deciding is one function that reads the records again and checks every
-- hard condition with integers; the application's role can neither write a decision nor close a stage.

create table transition (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  applied_by uuid not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint transition__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code)
);
create unique index transition__one_open on transition (region_id, participation_id, stage_code) where ended_at is null;
create trigger transition__recorded_now before insert on transition for each row execute function recorded_now();
call muster_protect('transition', 'path', 'linked', null, 'insert');
grant update (ended_at) on transition to muster_app;

-- Each step binds to the hash of what was judged then.
create table transition_step (
  region_id int not null,
  transition_id uuid not null,
  step text not null,
  actor_id uuid not null,
  actor_name text not null,
  note text,
  judged jsonb not null,
  judged_hash bytea not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, transition_id, step),
  constraint transition_step__transition foreign key (region_id, transition_id) references transition (region_id, id),
  constraint transition_step__step check (step in ('applied', 'endorsed', 'returned')),
  constraint transition_step__returned_says_why check (step <> 'returned' or length(trim(note)) > 0)
);
create trigger transition_step__recorded_now before insert on transition_step for each row execute function recorded_now();
call muster_protect('transition_step', 'path', 'linked', null, 'insert');

create table transition_decision (
  region_id int not null,
  transition_id uuid not null,
  outcome text not null,
  decided_by uuid not null,
  decided_by_name text not null,
  note text,
  judged_hash bytea not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, transition_id),
  constraint transition_decision__transition foreign key (region_id, transition_id) references transition (region_id, id),
  constraint transition_decision__outcome check (outcome in ('passed', 'refused')),
  constraint transition_decision__refused_says_why check (outcome <> 'refused' or length(trim(note)) > 0)
);
call muster_protect('transition_decision', 'path', 'linked', null, '');

-- num and den of a condition, from the records: for members those who reach what each needs, of all; for the assessment
-- the dissatisfied of the valid votes of the last attempt. An assessment that is not confirmed has no figure (null).
create function gate_measure(region int, wanted uuid, stage text, measure text, needs int, out num bigint, out den bigint)
language plpgsql security definer set search_path = public stable as $$
declare
  p participation;
begin
  select * into p from participation where region_id = region and id = wanted;
  case measure
    when 'study.minutes', 'study.collective-minutes' then
      select count(*) filter (where earned >= needs), count(*) into num, den
      from (
        select coalesce(sum(a.minutes) filter (where measure = 'study.minutes' or a.is_collective), 0) as earned
        from membership m
        left join attendance a on a.region_id = m.region_id and a.person_id = m.person_id
          and a.campaign_id = p.campaign_id and a.stage_code = stage and a.voided_at is null
        where m.region_id = region and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        group by m.person_id) each_member;
    when 'assessment.dissatisfied' then
      select sum(t.dissatisfied), sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) into num, den
      from tally_assessment t
      where t.region_id = region and t.assessment_id = (
        select id from assessment
        where region_id = region and participation_id = wanted and stage_code = stage
        order by attempt desc limit 1);
    else
      raise exception 'unknown measure %', measure using errcode = '22023';
  end case;
end $$;

-- Codes of the hard conditions that do not hold now.
create function gate_unmet_hard(region int, wanted uuid, stage text) returns text[]
language sql security definer set search_path = public stable as $$
  select coalesce(array_agg(c.condition_code order by c.position), '{}')
  from stage_condition c
  cross join lateral gate_measure(c.region_id, c.participation_id, c.stage_code, c.measure, c.member_needs) m
  where c.region_id = region and c.participation_id = wanted and c.stage_code = stage and c.is_hard and c.applies
    and not coalesce(
      m.den > 0 and case c.comparison
        when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
        else m.num * c.threshold_den < c.threshold_num * m.den end, false)
$$;

create function gate_decide(region int, wanted uuid, verdict text, decider uuid, decider_name text, reason text, judged bytea, at timestamptz)
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
    -- The next stage begins on the day of the decision, early or late, and lasts as many days at least as it was to.
    update participation_stage n
       set opened_at = at, starts_on = today, earliest_on = today + (n.earliest_on - n.starts_on),
           ends_on = greatest(n.ends_on, today + (n.earliest_on - n.starts_on))
     where n.region_id = region and n.participation_id = t.participation_id and n.position = s.position + 1;
  end if;
end $$;

-- Opens the first stage of participations that have opened none, a whole batch at once.
create function gate_open_first_stage(region int, wanted uuid[], at timestamptz) returns void
language sql security definer set search_path = public as $$
  update participation_stage s set opened_at = at
  where s.region_id = region and s.participation_id = any (wanted) and s.position = 1 and s.opened_at is null
$$;

grant execute on function gate_measure(int, uuid, text, text, int) to muster_app, muster_worker;
grant execute on function gate_unmet_hard(int, uuid, text) to muster_app, muster_worker;
grant execute on function gate_decide(int, uuid, text, uuid, text, text, bytea, timestamptz) to muster_app;
grant execute on function gate_open_first_stage(int, uuid[], timestamptz) to muster_app;
