-- Batches are planned before they are opened, with rules that say whose they are. A unit sets its own dates inside its windows; what is
-- outside them, or shorter, is asked for and decided by somebody else; time given from above comes down. The days that a unit must stay
-- in a stage are kept with the stage, and only a decision lowers them: no statement of the application's login can.

alter table batch
  add column title_zh text,
  add column title_en text,
  -- Counts the edits of a plan: two people cannot overwrite each other, and the rules of every edit stay.
  add column revision int not null default 1,
  add column opened_at timestamptz;
update batch set opened_at = recorded_at;
grant update (number, title_zh, title_en, from_on, to_on, revision, opened_at) on batch to muster_app, muster_worker;

create function batch__opened_for_good() returns trigger language plpgsql as $$
begin
  if old.opened_at is not null and row (new.number, new.revision, new.opened_at) is distinct from row (old.number, old.revision, old.opened_at) then
    raise exception 'it was opened' using errcode = '23514', constraint = 'batch__opened_for_good', table = 'batch';
  end if;
  return new;
end $$;
create trigger batch__opened_for_good before update on batch for each row execute function batch__opened_for_good();

-- As it was planned; an extension for the whole campaign moves the other one.
alter table batch_stage add column first_ends_on date;
update batch_stage set first_ends_on = ends_on;
alter table batch_stage alter column first_ends_on set not null;
grant update (starts_on, ends_on, first_ends_on) on batch_stage to muster_app, muster_worker;

-- Whose a batch is: a node of a tree with all beneath it, a class with the classes beneath it, both, or a single unit.
create table batch_rule (
  batch_id uuid not null,
  revision int not null,
  position int not null,
  organisation_id uuid,
  node_path ltree,
  is_unit boolean not null default false,
  class_code text,
  primary key (batch_id, revision, position),
  constraint batch_rule__batch foreign key (batch_id) references batch (id),
  constraint batch_rule__class foreign key (class_code) references unit_class (code),
  constraint batch_rule__node check ((organisation_id is null) = (node_path is null)),
  constraint batch_rule__names_something check (organisation_id is not null or class_code is not null),
  constraint batch_rule__unit_alone check (not is_unit or (organisation_id is not null and class_code is null))
);
call muster_protect('batch_rule', '', null, null, 'insert');

-- Fewest days from the first day of the first stage to the last day of the last; 0 where none are set.
alter table participation add column minimum_total_days int not null default 0;
grant update (track, minimum_total_days) on participation to muster_app, muster_worker;

-- The window is the unit's own: the batch's, with what was given or granted since. first_ends_on is what it was told at the beginning.
alter table participation_stage
  add column minimum_days int,
  add column window_from date,
  add column window_to date,
  add column first_ends_on date;
update participation_stage s
   set minimum_days = s.earliest_on - s.starts_on + 1, window_from = least(w.starts_on, s.starts_on), window_to = greatest(w.ends_on, s.ends_on),
       first_ends_on = w.ends_on
  from participation p join batch_stage w on w.batch_id = p.batch_id
 where p.region_id = s.region_id and p.id = s.participation_id and w.stage_code = s.stage_code;
update participation_stage set minimum_days = earliest_on - starts_on + 1, window_from = starts_on, window_to = ends_on, first_ends_on = ends_on
 where minimum_days is null;
alter table participation_stage
  alter column minimum_days set not null,
  alter column window_from set not null,
  alter column window_to set not null,
  alter column first_ends_on set not null,
  add constraint participation_stage__minimum_days check (minimum_days >= 1 and earliest_on >= starts_on + (minimum_days - 1)),
  add constraint participation_stage__window check (window_to >= window_from);
grant update (minimum_days, window_from, window_to) on participation_stage to muster_app, muster_worker;

-- Dates outside the window, or fewer days than there must be: asked for by the unit with a reason, decided by somebody else.
create table stage_request (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  reason text not null,
  is_outside boolean not null,
  shorter_stage text,
  shorter_days int,
  shorter_total_days int,
  asked_by uuid not null,
  asked_by_name text not null,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint stage_request__participation foreign key (region_id, participation_id) references participation (region_id, id),
  constraint stage_request__reason check (length(trim(reason)) > 0),
  constraint stage_request__shorter check ((shorter_stage is null) = (shorter_days is null) and shorter_days > 0 and shorter_total_days > 0),
  constraint stage_request__asks_something check (is_outside or shorter_stage is not null or shorter_total_days is not null)
);
create unique index stage_request__one_open on stage_request (region_id, participation_id) where ended_at is null;
create index stage_request__path on stage_request using gist (path);
create trigger stage_request__recorded_now before insert on stage_request for each row execute function recorded_now();
call muster_protect('stage_request', 'path', 'linked', null, '');
grant insert (region_id, id, campaign_id, participation_id, unit_id, reason, is_outside, shorter_stage, shorter_days, shorter_total_days,
  asked_by, asked_by_name, recorded_at, path, linked) on stage_request to muster_app;

create table stage_request_stage (
  region_id int not null,
  request_id uuid not null,
  stage_code text not null,
  starts_on date not null,
  ends_on date not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, request_id, stage_code),
  constraint stage_request_stage__request foreign key (region_id, request_id) references stage_request (region_id, id),
  constraint stage_request_stage__dates check (ends_on >= starts_on)
);
call muster_protect('stage_request_stage', 'path', 'linked', null, 'insert');

create table stage_request_decision (
  region_id int not null,
  request_id uuid not null,
  outcome text not null,
  note text,
  decided_by uuid not null,
  decided_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, request_id),
  constraint stage_request_decision__request foreign key (region_id, request_id) references stage_request (region_id, id),
  constraint stage_request_decision__outcome check (outcome in ('approved', 'refused')),
  constraint stage_request_decision__refused_says_why check (outcome <> 'refused' or length(trim(note)) > 0)
);
create trigger stage_request_decision__recorded_now before insert on stage_request_decision for each row execute function recorded_now();
call muster_protect('stage_request_decision', 'path', 'linked', null, '');

-- Time given from above for one stage of a batch beneath a node; shown to everybody whom it reaches.
create table stage_extension (
  id uuid primary key,
  campaign_id uuid not null,
  batch_id uuid not null,
  stage_code text not null,
  organisation_id uuid not null,
  organisation_name text not null,
  node_path ltree not null,
  days int not null,
  reason text not null,
  basis text not null,
  decided_on date not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  constraint stage_extension__stage foreign key (batch_id, stage_code) references batch_stage (batch_id, stage_code),
  constraint stage_extension__days check (days between 1 and 366),
  constraint stage_extension__says_why check (length(trim(reason)) > 0 and length(trim(basis)) > 0)
);
create index stage_extension__of_batch on stage_extension (batch_id, stage_code);
create trigger stage_extension__recorded_now before insert on stage_extension for each row execute function recorded_now();
call muster_protect('stage_extension', '', null, null, 'insert');

create table participation_extension (
  region_id int not null,
  participation_id uuid not null,
  extension_id uuid not null,
  stage_code text not null,
  ends_before date not null,
  ends_after date not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, participation_id, extension_id),
  constraint participation_extension__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint participation_extension__extension foreign key (extension_id) references stage_extension (id),
  constraint participation_extension__gives_time check (ends_after > ends_before)
);
call muster_protect('participation_extension', 'path', 'linked', null, 'insert');
call muster_show_at_home('participation_extension', 'path');

create table track_change (
  region_id int not null,
  id uuid not null,
  participation_id uuid not null,
  track_before text not null,
  track_after text not null,
  reason text not null,
  changed_by uuid not null,
  changed_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  primary key (region_id, id),
  constraint track_change__participation foreign key (region_id, participation_id) references participation (region_id, id),
  constraint track_change__differs check (track_before <> track_after),
  constraint track_change__says_why check (length(trim(reason)) > 0)
);
create index track_change__of_participation on track_change (region_id, participation_id, recorded_at);
create trigger track_change__recorded_now before insert on track_change for each row execute function recorded_now();
call muster_protect('track_change', 'path', 'linked', null, 'insert');

-- The last line behind every rule about dates, whoever asks: a closed stage stays as it was, one that is open keeps its first day, the
-- days that must be stayed are lowered by an approved request alone, and the last stage keeps the total.
create function participation_stage__as_allowed() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  rule text;
begin
  if old.closed_at is not null and row (new.starts_on, new.earliest_on, new.ends_on, new.minimum_days)
     is distinct from row (old.starts_on, old.earliest_on, old.ends_on, old.minimum_days) then
    rule := 'participation_stage__closed';
  elsif old.opened_at is not null and new.starts_on <> old.starts_on then
    rule := 'participation_stage__begun';
  elsif new.minimum_days < old.minimum_days and not exists (
    select from stage_request r join stage_request_decision d on d.region_id = r.region_id and d.request_id = r.id
    where r.region_id = new.region_id and r.participation_id = new.participation_id and d.outcome = 'approved'
      and r.shorter_stage = new.stage_code and r.shorter_days = new.minimum_days) then
    rule := 'participation_stage__not_shorter';
  elsif not exists (select from participation_stage later where later.region_id = new.region_id
                    and later.participation_id = new.participation_id and later.position > new.position)
     and exists (select from participation p
                 join participation_stage f on f.region_id = p.region_id and f.participation_id = p.id and f.position = 1
                 where p.region_id = new.region_id and p.id = new.participation_id and p.minimum_total_days > 0
                   and new.earliest_on < (case when new.position = 1 then new.starts_on else f.starts_on end) + (p.minimum_total_days - 1)) then
    rule := 'participation_stage__total';
  end if;
  if rule is not null then
    raise exception 'dates that nobody decided' using errcode = '23514', constraint = rule, table = 'participation_stage';
  end if;
  return new;
end $$;
create trigger participation_stage__as_allowed before update of starts_on, earliest_on, ends_on, minimum_days on participation_stage
  for each row execute function participation_stage__as_allowed();

create function participation__total_as_allowed() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.minimum_total_days < old.minimum_total_days and not exists (
    select from stage_request r join stage_request_decision d on d.region_id = r.region_id and d.request_id = r.id
    where r.region_id = new.region_id and r.participation_id = new.id and d.outcome = 'approved' and r.shorter_total_days = new.minimum_total_days) then
    raise exception 'days that nobody decided' using errcode = '23514', constraint = 'participation__total_as_allowed', table = 'participation';
  end if;
  return new;
end $$;
create trigger participation__total_as_allowed before update of minimum_total_days on participation
  for each row execute function participation__total_as_allowed();

-- The first day on which a stage may be left when it begins on a given day.
create function campaign_earliest(region int, wanted uuid, stage text, first_day date) returns date
language sql stable set search_path = public as $$
  select greatest(first_day + (s.minimum_days - 1),
    case when p.minimum_total_days > 0 and not exists (select from participation_stage l where l.region_id = region
              and l.participation_id = wanted and l.position > s.position)
         then (case when s.position = 1 then first_day else f.starts_on end) + (p.minimum_total_days - 1) end)
  from participation_stage s
  join participation p on p.region_id = s.region_id and p.id = s.participation_id
  join participation_stage f on f.region_id = s.region_id and f.participation_id = s.participation_id and f.position = 1
  where s.region_id = region and s.participation_id = wanted and s.stage_code = stage
$$;

-- Stages ahead follow when the one before them ends later: as much as they must, and no less long than before.
create function campaign_push_stages(region int, wanted uuid) returns void
language plpgsql set search_path = public as $$
declare
  s participation_stage;
  free date;
  first_day date;
  earliest date;
begin
  for s in select * from participation_stage where region_id = region and participation_id = wanted and closed_at is null order by position loop
    if s.opened_at is null then
      first_day := greatest(s.starts_on, free);
      earliest := campaign_earliest(region, wanted, s.stage_code, first_day);
      if first_day <> s.starts_on or earliest > s.earliest_on then
        s.ends_on := greatest(s.ends_on + (first_day - s.starts_on), earliest);
        update participation_stage set starts_on = first_day, earliest_on = earliest, ends_on = s.ends_on
         where region_id = region and participation_id = wanted and stage_code = s.stage_code;
      end if;
    end if;
    free := s.ends_on + 1;
  end loop;
end $$;
grant execute on function campaign_earliest(int, uuid, text, date) to muster_app, muster_worker;
grant execute on function campaign_push_stages(int, uuid) to muster_app, muster_worker;

-- Decides a request, and is the only one that can: whoever asked does not decide, fewer days need every hard condition of the open stage
-- met at this moment, and what was approved is written with the decision.
create function campaign_decide_request(region int, wanted uuid, verdict text, decider uuid, decider_name text, reason text, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare
  r stage_request;
  open_stage text;
  one record;
  earliest date;
  today constant date := (at at time zone (select time_zone from instance))::date;
begin
  select * into r from stage_request where region_id = region and id = wanted;
  perform from participation where region_id = region and id = r.participation_id for update;
  select * into r from stage_request where region_id = region and id = wanted for update;
  if not coalesce(r.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
                  or r.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if not coalesce(access_holds(decider, 'manage-campaign', r.path, r.linked, at), false) then
    raise exception 'not held there' using errcode = '23514', constraint = 'stage_request_decision__by_right', table = 'stage_request_decision';
  end if;
  if r.ended_at is not null then
    raise exception 'decided already' using errcode = '23514', constraint = 'stage_request_decision__open', table = 'stage_request_decision';
  end if;
  if decider = r.asked_by then
    raise exception 'somebody else decides' using errcode = '23514', constraint = 'stage_request_decision__somebody_else', table = 'stage_request_decision';
  end if;
  insert into stage_request_decision (region_id, request_id, outcome, note, decided_by, decided_by_name, recorded_at, path, linked)
  values (region, wanted, verdict, reason, decider, decider_name, at, r.path, r.linked);
  update stage_request set ended_at = at where region_id = region and id = wanted;
  if verdict <> 'approved' then return; end if;
  -- Asked for before time was given from above: approving it as it is would take that time back.
  if exists (select from participation_extension x join stage_extension e on e.id = x.extension_id
             where x.region_id = region and x.participation_id = r.participation_id and e.recorded_at >= r.recorded_at) then
    raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
  end if;
  select stage_code into open_stage from participation_stage
   where region_id = region and participation_id = r.participation_id and opened_at is not null and closed_at is null;
  if r.shorter_stage is not null or r.shorter_total_days is not null then
    if open_stage is null or r.shorter_stage <> open_stage then
      raise exception 'that stage is not open' using errcode = '23514', constraint = 'stage_request_decision__stage_open', table = 'stage_request_decision';
    end if;
    if cardinality(gate_unmet_hard(region, r.participation_id, open_stage)) > 0 then
      raise exception 'a hard condition does not hold' using errcode = '23514', constraint = 'stage_request_decision__hard_conditions', table = 'stage_request_decision';
    end if;
    if r.shorter_total_days is not null then
      update participation set minimum_total_days = least(minimum_total_days, r.shorter_total_days) where region_id = region and id = r.participation_id;
    end if;
    if r.shorter_stage is not null then
      update participation_stage set minimum_days = r.shorter_days
       where region_id = region and participation_id = r.participation_id and stage_code = r.shorter_stage and minimum_days > r.shorter_days;
    end if;
  end if;
  for one in
    select s.stage_code, s.opened_at, q.starts_on, q.ends_on from stage_request_stage q
    join participation_stage s on s.region_id = q.region_id and s.participation_id = r.participation_id and s.stage_code = q.stage_code
    where q.region_id = region and q.request_id = wanted order by s.position
  loop
    earliest := campaign_earliest(region, r.participation_id, one.stage_code, one.starts_on);
    if one.ends_on < earliest or one.ends_on < today then
      raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
    end if;
    update participation_stage
       set starts_on = one.starts_on, earliest_on = earliest, ends_on = one.ends_on,
           window_from = least(window_from, one.starts_on), window_to = greatest(window_to, one.ends_on)
     where region_id = region and participation_id = r.participation_id and stage_code = one.stage_code;
  end loop;
  if exists (
    select from participation_stage a join participation_stage b
      on b.region_id = a.region_id and b.participation_id = a.participation_id and b.position = a.position + 1
    where a.region_id = region and a.participation_id = r.participation_id and a.closed_at is null and b.starts_on <= a.ends_on) then
    raise exception 'things have moved since' using errcode = '23514', constraint = 'stage_request_decision__same_as_asked', table = 'stage_request_decision';
  end if;
end $$;
grant execute on function campaign_decide_request(int, uuid, text, uuid, text, text, timestamptz) to muster_app;

-- A unit goes on by another track. What was opened stays with its conditions; only stages ahead are replaced, and none of them becomes
-- shorter than it had to be.
create function campaign_replace_stages_ahead(region int, wanted uuid, track_code text, stages jsonb) returns void
language plpgsql security definer set search_path = public as $$
declare
  p participation;
  before jsonb;
begin
  select * into p from participation where region_id = region and id = wanted for update;
  if not coalesce(p.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
                  or p.linked <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  select coalesce(jsonb_object_agg(stage_code, minimum_days), '{}') into before
    from participation_stage where region_id = region and participation_id = wanted and opened_at is null;
  delete from participation_stage where region_id = region and participation_id = wanted and opened_at is null;
  update participation set track = track_code where region_id = region and id = wanted;
  insert into participation_stage (region_id, participation_id, stage_code, position, starts_on, earliest_on, ends_on, minimum_days,
    window_from, window_to, first_ends_on, path, linked)
  select region, wanted, n.code, n.position, n."startsOn", greatest(n."earliestOn", n."startsOn" + (d.days - 1)),
    greatest(n."endsOn", n."startsOn" + (d.days - 1)), d.days, n."windowFrom", greatest(n."windowTo", n."startsOn" + (d.days - 1)), n."endsOn", p.path, p.linked
  from jsonb_to_recordset(stages) as n (code text, position int, "startsOn" date, "earliestOn" date, "endsOn" date, "minimumDays" int,
    "windowFrom" date, "windowTo" date)
  cross join lateral (select greatest(n."minimumDays", (before ->> n.code)::int) as days) d;
  -- A stage that is the last one now keeps the total.
  update participation_stage s
     set earliest_on = greatest(s.earliest_on, e.earliest), ends_on = greatest(s.ends_on, e.earliest)
    from (select x.stage_code, campaign_earliest(region, wanted, x.stage_code, x.starts_on) as earliest
            from participation_stage x where x.region_id = region and x.participation_id = wanted and x.opened_at is not null and x.closed_at is null) e
   where s.region_id = region and s.participation_id = wanted and s.stage_code = e.stage_code;
  perform campaign_push_stages(region, wanted);
end $$;
grant execute on function campaign_replace_stages_ahead(int, uuid, text, jsonb) to muster_app;

-- As before, and whatever lies ahead follows the stage that begins with the decision.
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

-- Heads and clerks who hold their office already may set their unit's dates from now on.
insert into access_grant (id, organisation_region_id, person_id, verb, organisation_id, path, linked, cause_kind, cause_id, role, from_at)
select gen_random_uuid(), g.organisation_region_id, g.person_id, 'plan-stages', g.organisation_id, g.path, g.linked, g.cause_kind, g.cause_id, g.role, now()
from (select distinct on (person_id, organisation_id, cause_id) * from access_grant where to_at is null and role in ('head', 'clerk')) g;
