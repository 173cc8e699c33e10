-- Whoever may write as the application could have ended a unit's part in a campaign and begun it anew with kinder conditions, or opened a
-- stage without any of the hard ones. A unit begins once in a campaign; a decision asks for what the documents of the campaign ask for,
-- whatever was written down beside them; and an empty path is no place, least of all everywhere.

create or replace function muster_scope(paths text[], self uuid, home text[] default '{}') returns void language plpgsql as $$
begin
  if paths = array['*'] then
    if current_user <> 'muster_worker' then
      raise exception 'only the worker may see everywhere' using errcode = '42501';
    end if;
    execute 'set local muster.scope = ''*''';
  else
    if exists (select from unnest(paths || home) as p (path) where nlevel(p.path::ltree) = 0) then
      raise exception 'an empty path is no place' using errcode = '42501';
    end if;
    execute format('set local muster.scope = %L', coalesce(paths::ltree[], '{}')::text);
  end if;
  execute format('set local muster.self = %L', coalesce(self::text, ''));
  execute format('set local muster.home = %L', home::ltree[]::text);
end $$;

-- What a unit's part in a campaign was judged by stays with it: it goes to another place and comes back, and is never begun beside it.
create function participation_goes_along() returns boolean language sql stable set search_path = public as $$
  select current_user = (select pg_get_userbyid(relowner) from pg_class where oid = 'participation'::regclass)
$$;
create function participation_begins_once() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from participation p
              where p.region_id = new.region_id and p.campaign_id = new.campaign_id and p.unit_id = new.unit_id and p.id <> new.id) then
    raise exception 'the unit took part before' using errcode = '23514', constraint = 'participation__begins_once', table = 'participation';
  end if;
  return new;
end $$;
revoke execute on function participation_begins_once() from public;
revoke execute on function participation_goes_along() from public;
grant execute on function participation_goes_along() to muster_app, muster_worker;
create trigger participation__begins_once before insert on participation
  for each row when (not participation_goes_along()) execute function participation_begins_once();

-- Codes of the hard conditions of a stage, as the documents in force when it opened ask for them, that the unit is not held to:
-- not written down, not as hard, or with less to reach. What a document asks of some units alone may not apply to this one.
create function gate_left_out(region int, wanted uuid, stage text) returns text[]
language sql security definer set search_path = public stable as $$
  with document as (
    select d.body
    from participation p
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = stage
    join campaign c on c.id = p.campaign_id
    join playbook d on encode(d.sha256, 'hex') in (
      select unnest(playbook_lineage(c.playbook_id))
      union all
      select unnest(playbook_lineage(l.playbook_id)) from campaign_layer l
       where l.campaign_id = c.id and (l.path @> p.path or l.path @> any (p.linked))
         and l.recorded_at <= s.opened_at and (l.superseded_at is null or l.superseded_at > s.opened_at))
    where p.region_id = region and p.id = wanted
  ), asked as (
    select btrim(k.condition ->> 'code') as code, (k.condition ->> 'hard')::boolean as is_hard,
      coalesce(k.condition ? 'onlyFor', false) or coalesce(k.condition -> 'notFor', '[]') not in ('[]', 'null') as of_some,
      regexp_match(k.condition ->> 'threshold', '^(at least|below) ([0-9.]+) ?(%?)') as reach,
      regexp_match(k.condition ->> 'each', '^([0-9.]+) (hour|minute)') as each_needs,
      (select max((regexp_match(h.body ->> 'studyHour', '^([0-9]+) minute'))[1]::int) from document h) as hour
    from document
    cross join lateral jsonb_array_elements(case jsonb_typeof(body -> 'stages') when 'array' then body -> 'stages' else '[]' end) as t (stage_of)
    cross join lateral jsonb_array_elements(case jsonb_typeof(t.stage_of -> 'conditions') when 'array' then t.stage_of -> 'conditions' else '[]' end) as k (condition)
    where btrim(t.stage_of ->> 'code') = stage
  )
  select coalesce(array_agg(distinct a.code order by a.code), '{}')
  from asked a
  left join stage_condition k on k.region_id = region and k.participation_id = wanted and k.stage_code = stage and k.condition_code = a.code
  where a.is_hard and (
    k.condition_code is null or not k.is_hard or k.threshold_num is null
    or (not k.applies and not exists (select from asked b where b.code = a.code and b.of_some))
    or k.member_needs < a.each_needs[1]::numeric * case a.each_needs[2] when 'hour' then coalesce(a.hour, 60) else 1 end
    or case a.reach[1]
         when 'below' then k.comparison <> 'below' or k.threshold_num::numeric / k.threshold_den > a.reach[2]::numeric / 100
         when 'at least' then k.comparison <> 'at-least'
           or k.threshold_num::numeric / k.threshold_den < a.reach[2]::numeric / case a.reach[3] when '%' then 100 else 1 end
         else false end)
$$;
revoke execute on function gate_left_out(int, uuid, text) from public;

-- As before, and of all that the documents ask for.
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

-- A unit whose last vote in the stage that it is in fails is not merged away from it: only another vote lifts that block.
create function organisation_merges_after_its_vote() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (
    select from participation p
    join campaign c on c.id = p.campaign_id and c.closed_on is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
    join stage_condition k on k.region_id = s.region_id and k.participation_id = s.participation_id and k.stage_code = s.stage_code
     and k.is_hard and k.applies and k.threshold_num is not null and k.measure like 'assessment.%'
    cross join lateral assessment_measure(p.region_id, p.id, s.stage_code, k.measure, k.member_needs, k.subject) m
    where p.region_id = new.region_id and p.unit_id = new.id and p.ended_at is null and m.den > 0
      and case k.comparison when 'below' then m.num * k.threshold_den >= k.threshold_num * m.den
                            else m.num * k.threshold_den < k.threshold_num * m.den end) then
    raise exception 'its vote failed' using errcode = '23514', constraint = 'organisation__merged_after_its_vote', table = 'organisation';
  end if;
  return new;
end $$;
revoke execute on function organisation_merges_after_its_vote() from public;
create trigger organisation__merged_after_its_vote before update of merged_into on organisation
  for each row when (new.merged_into is not null and old.merged_into is null) execute function organisation_merges_after_its_vote();
