-- Who is let off something leaves the count of what is asked and is counted beside it, with the reason and whoever granted it. More time
-- is asked for by whoever owes it and given by somebody else; the day on which it was first due stays, and nothing is due after its
-- stage. An order to correct is owed like everything else: on its own day, until an answer to it is verified.

create table obligation_exemption (
  region_id int not null,
  id uuid not null,
  obligation_id uuid not null,
  -- As on the obligation: one's own is one's own to see.
  person_id uuid,
  reason text not null,
  salt bytea not null,
  granted_by uuid not null,
  granted_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  primary key (region_id, id),
  constraint obligation_exemption__obligation foreign key (region_id, obligation_id) references obligation (region_id, id),
  constraint obligation_exemption__says_why check (length(trim(reason)) > 0),
  constraint obligation_exemption__somebody_else check (granted_by is distinct from person_id),
  constraint obligation_exemption__voided_whole check (num_nulls(voided_at, voided_by, voided_by_name) in (0, 3))
);
create unique index obligation_exemption__once on obligation_exemption (region_id, obligation_id) where voided_at is null;

create table obligation_extension (
  region_id int not null,
  id uuid not null,
  obligation_id uuid not null,
  person_id uuid,
  -- By when it was due when more time was asked for, and by when it would be.
  from_on date not null,
  until_on date not null,
  reason text not null,
  salt bytea not null,
  asked_by uuid not null,
  asked_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  outcome text,
  note text,
  decision_salt bytea,
  decided_by uuid,
  decided_by_name text,
  decided_at timestamptz,
  primary key (region_id, id),
  constraint obligation_extension__obligation foreign key (region_id, obligation_id) references obligation (region_id, id),
  constraint obligation_extension__later check (until_on > from_on),
  constraint obligation_extension__says_why check (length(trim(reason)) > 0),
  constraint obligation_extension__outcome check (outcome in ('granted', 'refused')),
  constraint obligation_extension__decided_whole check (num_nulls(outcome, decision_salt, decided_by, decided_by_name, decided_at) in (0, 5)),
  constraint obligation_extension__refused_says_why check (outcome is distinct from 'refused' or coalesce(length(trim(note)), 0) > 0),
  constraint obligation_extension__somebody_else check (decided_by is null or (decided_by <> asked_by and decided_by is distinct from person_id))
);
create unique index obligation_extension__one_open on obligation_extension (region_id, obligation_id) where outcome is null;
create index obligation_extension__of_obligation on obligation_extension (region_id, obligation_id);

-- Who lets off, gives time or refuses it holds the verb there and then, and is not of the unit that owes it. Decided once.
create function obligation__relieved_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  relieving constant uuid := coalesce(row_now ->> 'granted_by', row_now ->> 'decided_by')::uuid;
  owed obligation;
begin
  if tg_op = 'UPDATE' and to_jsonb(old) ->> 'outcome' is not null then
    raise exception 'it is decided' using errcode = '23514', constraint = 'obligation_extension__once', table = tg_table_name;
  end if;
  if relieving is null then return new; end if;
  select * into owed from obligation o where o.region_id = new.region_id and o.id = new.obligation_id;
  if not access_holds(relieving, 'relieve-obligation', owed.path, owed.linked,
                      coalesce((row_now ->> 'decided_at')::timestamptz, new.recorded_at)) then
    raise exception 'relieve-obligation is not held there'
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if supervision_recused(relieving, new.region_id, owed.unit_id) then
    raise exception 'nobody decides for the own unit'
      using errcode = '23514', constraint = tg_table_name || '__not_of_the_unit', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger obligation_exemption__by_right before insert on obligation_exemption
  for each row execute function obligation__relieved_by_right();
create trigger obligation_extension__asked before insert on obligation_extension
  for each row execute function obligation__relieved_by_right();
create trigger obligation_extension__by_right before update of outcome, note, decision_salt, decided_by, decided_by_name, decided_at on obligation_extension
  for each row execute function obligation__relieved_by_right();

create trigger obligation_exemption__recorded_now before insert on obligation_exemption for each row execute function recorded_now();
create trigger obligation_extension__recorded_now before insert on obligation_extension for each row execute function recorded_now();
create trigger obligation_exemption__campaign_runs before insert or update of voided_at on obligation_exemption
  for each row execute function campaign__runs('obligation');
create trigger obligation_extension__campaign_runs before insert or update of outcome on obligation_extension
  for each row execute function campaign__runs('obligation');
create trigger obligation_exemption__mark_granted after insert on obligation_exemption
  referencing new table as changed for each statement execute function obligation__mark();
create trigger obligation_exemption__mark_taken_back after update on obligation_exemption
  referencing new table as changed for each statement execute function obligation__mark();
call muster_protect('obligation_exemption', 'path', 'linked', 'person_id', 'insert');
call muster_protect('obligation_extension', 'path', 'linked', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, path, linked) on obligation_exemption to muster_app, muster_worker;
grant update (outcome, note, decision_salt, decided_by, decided_by_name, decided_at, path, linked) on obligation_extension to muster_app, muster_worker;

-- Handed in, or answered, and somebody else has yet to look at the last version.
create function obligation_waiting(obligation) returns boolean language sql stable set search_path = public as $$
  select case
    when ($1).kind = 'deliverable' then exists (select from deliverable d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id
        and not exists (select from deliverable later
          where later.region_id = d.region_id and later.obligation_id = d.obligation_id and later.version > d.version)
        and not exists (select from deliverable_check c where c.region_id = d.region_id and c.deliverable_id = d.id))
    when ($1).origin_kind = 'order' then exists (select from order_answer a
      where a.region_id = ($1).region_id and a.order_id = ($1).origin_id
        and not exists (select from order_answer later
          where later.region_id = a.region_id and later.order_id = a.order_id and later.version > a.version)
        and not exists (select from order_verification v where v.region_id = a.region_id and v.answer_id = a.id))
    else false end
$$;
-- Let off, and not done besides.
create function obligation_exempt(obligation) returns boolean language sql stable set search_path = public as $$
  select exists (select from obligation_exemption e
    where e.region_id = ($1).region_id and e.obligation_id = ($1).id and e.voided_at is null)
    and not exists (select from obligation_discharge d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id and d.voided_at is null)
$$;
grant execute on function obligation_waiting(obligation), obligation_exempt(obligation) to muster_app, muster_worker;
create or replace function obligation_outstanding(obligation) returns boolean language sql stable set search_path = public as $$
  select ($1).cancelled_at is null
    and not exists (select from obligation_discharge d
      where d.region_id = ($1).region_id and d.obligation_id = ($1).id and d.voided_at is null)
    and not obligation_exempt($1) and not obligation_waiting($1)
$$;

-- A team gives its own day, which may lie after the stage in which it was found.
create or replace function obligation__due_in_its_stage() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if new.kind <> 'order' and exists (select from participation_stage s
             where s.region_id = new.region_id and s.participation_id = new.participation_id
               and s.stage_code = new.stage_code and s.closed_at is null and new.due_on not between s.starts_on and s.ends_on) then
    raise exception 'due outside its stage' using errcode = '23514', constraint = 'obligation__due_in_its_stage', table = 'obligation';
  end if;
  return new;
end $$;

-- Orders that were given before this; those verified are done on the day of the answer that was verified.
alter table obligation disable trigger obligation__recorded_now;
alter table obligation_discharge disable trigger obligation_discharge__recorded_now;
insert into obligation (region_id, id, campaign_id, participation_id, unit_id, stage_code, addressee, kind, duty_code, title_zh, title_en,
  anchor, offset_days, due_on, first_due_on, origin_kind, origin_id, path, linked, recorded_at)
select o.region_id, gen_random_uuid(), o.campaign_id, o.participation_id, o.unit_id, o.stage_code, 'unit', 'order', 'order', '限期整改', 'Order to correct',
  'day', 0, o.due_on, o.due_on, 'order', o.id, o.path, o.linked, o.recorded_at
from order_to_correct o join campaign c on c.id = o.campaign_id and c.closed_on is null;
insert into obligation_discharge (region_id, id, obligation_id, record_kind, record_id, discharged_on, due_on,
  discharged_by, discharged_by_name, path, linked, recorded_at)
select b.region_id, gen_random_uuid(), b.id, 'order-answer', a.id,
  (a.recorded_at at time zone coalesce((select time_zone from instance), 'Asia/Shanghai'))::date, a.due_on,
  v.verified_by, v.verified_by_name, b.path, b.linked, v.recorded_at
from order_verification v
join order_answer a on a.region_id = v.region_id and a.id = v.answer_id
join obligation b on b.region_id = a.region_id and b.origin_kind = 'order' and b.origin_id = a.order_id
where v.outcome = 'verified';
alter table obligation enable trigger obligation__recorded_now;
alter table obligation_discharge enable trigger obligation_discharge__recorded_now;

insert into rollup_dirty (region_id, participation_id, path, linked)
select region_id, id, path, linked from participation p
 where exists (select from obligation o where o.region_id = p.region_id and o.participation_id = p.id)
on conflict (region_id, participation_id) do nothing;

-- An office lets off and gives time from now on.
insert into access_grant (id, organisation_region_id, person_id, verb, organisation_id, path, linked, cause_kind, cause_id, role, from_at)
select gen_random_uuid(), g.organisation_region_id, g.person_id, 'relieve-obligation', g.organisation_id, g.path, g.linked, g.cause_kind, g.cause_id, g.role, now()
from (select distinct on (person_id, organisation_id, cause_id) * from access_grant where to_at is null and role = 'office') g;
