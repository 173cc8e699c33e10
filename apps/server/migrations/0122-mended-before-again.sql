-- Whom the office refused applies again once what the refusal ordered is verified by somebody else, and not before: nothing and nobody
-- skips it. An application that was open already is neither endorsed nor passed; it can be returned, so that the order can be answered.

-- Orders of refusals of a stage that nobody has verified, the earliest day first. What was refused before an order came with it has none.
create function gate_unmended(region int, participation uuid, stage text) returns table (order_id uuid, body text, due_on date, state text)
language sql security definer set search_path = public stable as $$
  select o.id, o.body, o.due_on, coalesce(v.outcome, case when a.id is null then 'open' else 'answered' end)
  from finding f
  join order_to_correct o on o.region_id = f.region_id and o.finding_id = f.id
  left join order_answer a on a.region_id = o.region_id and a.order_id = o.id
    and not exists (select from order_answer l where l.region_id = a.region_id and l.order_id = a.order_id and l.version > a.version)
  left join order_verification v on v.region_id = a.region_id and v.answer_id = a.id
  where f.region_id = region and f.participation_id = participation and f.stage_code = stage and f.transition_id is not null
    and v.outcome is distinct from 'verified' and muster_in_scope(o.path, o.linked)
  order by o.due_on, o.recorded_at, o.id
$$;
grant execute on function gate_unmended(int, uuid, text) to muster_app;
create index finding__of_a_refusal on finding (region_id, participation_id, stage_code) where transition_id is not null;

create function transition__refusal_mended() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from gate_unmended(new.region_id, new.participation_id, new.stage_code)) then
    raise exception 'what was ordered is not mended'
      using errcode = '23514', constraint = 'transition__refusal_mended', table = 'transition';
  end if;
  return new;
end $$;
create trigger transition__refusal_mended before insert on transition
  for each row execute function transition__refusal_mended();

create function transition_step__refusal_mended() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.step = 'endorsed' and exists (
    select from transition t cross join lateral gate_unmended(t.region_id, t.participation_id, t.stage_code)
     where t.region_id = new.region_id and t.id = new.transition_id) then
    raise exception 'what was ordered is not mended'
      using errcode = '23514', constraint = 'transition_step__refusal_mended', table = 'transition_step';
  end if;
  return new;
end $$;
create trigger transition_step__refusal_mended before insert on transition_step
  for each row execute function transition_step__refusal_mended();

-- As before, and nothing that was ordered is left unmended.
create or replace function gate_decide(region int, wanted uuid, verdict text, decider uuid, decider_name text, reason text, judged bytea, at timestamptz)
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
  -- Closing is somebody else's act, not that of a colleague.
  if t.unit_id in (select units_of_person(decider)) then
    raise exception 'the decider is of the unit' using errcode = '23514', constraint = 'transition_decision__not_of_the_unit', table = 'transition_decision';
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
    if exists (select from gate_unmended(region, t.participation_id, t.stage_code)) then
      raise exception 'what was ordered is not mended'
        using errcode = '23514', constraint = 'transition_decision__refusal_mended', table = 'transition_decision';
    end if;
    if cardinality(gate_left_out(region, t.participation_id, t.stage_code)) > 0 then
      raise exception 'a hard condition of the documents was left out'
        using errcode = '23514', constraint = 'transition_decision__hard_conditions', table = 'transition_decision';
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
    -- The next stage begins on the day of the decision, early or late, and lasts as many days at least as it must.
    update participation_stage n
       set opened_at = at, starts_on = today, earliest_on = e.earliest, ends_on = greatest(n.ends_on, e.earliest)
      from (select campaign_earliest(region, t.participation_id, x.stage_code, today) as earliest, x.stage_code
              from participation_stage x
             where x.region_id = region and x.participation_id = t.participation_id and x.position = s.position + 1) e
     where n.region_id = region and n.participation_id = t.participation_id and n.stage_code = e.stage_code;
    perform campaign_push_stages(region, t.participation_id);
  end if;
end $$;
