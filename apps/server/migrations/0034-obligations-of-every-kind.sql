-- Everything that is asked of a unit, a branch or a person stands in one table, whatever asks it: a playbook, an absence, a finding.
-- What closes it is a record somewhere; that it does is written beside it, so that each slice says so in the same way. Nothing is
-- deleted: what is no longer asked says since when and why, and a record that was voided leaves what it closed open again.

alter table obligation
  add column addressee text not null default 'unit',
  add column branch_id uuid,
  add column person_id uuid,
  add column origin_kind text,
  add column origin_id uuid,
  add column cancelled_at timestamptz,
  add column cancelled_by uuid,
  add column cancelled_by_name text,
  add column cancel_reason text,
  alter column form drop not null,
  drop constraint obligation__kind,
  drop constraint obligation__form,
  drop constraint obligation__anchor,
  drop constraint obligation__once,
  add constraint obligation__addressee check (case addressee
    when 'unit' then branch_id is null and person_id is null
    when 'branch' then branch_id is not null and person_id is null
    when 'person' then person_id is not null
    else false end),
  add constraint obligation__kind check (
    kind in ('deliverable', 'make-up', 'lecture', 'reading', 'note', 'order', 'report', 'self-check')),
  add constraint obligation__form check (
    (kind = 'deliverable') = (form is not null) and (form is null or form in ('text', 'file', 'either'))),
  add constraint obligation__anchor check (anchor in ('start', 'end', 'day') and offset_days >= 0),
  add constraint obligation__origin check ((origin_kind is null) = (origin_id is null)),
  add constraint obligation__cancelled_whole check (
    num_nulls(cancelled_at, cancelled_by, cancelled_by_name, cancel_reason) in (0, 4)),
  add constraint obligation__cancelled_says_why check (cancel_reason is null or length(trim(cancel_reason)) > 0);
create unique index obligation__once on obligation
  (region_id, participation_id, stage_code, duty_code, (coalesce(person_id, branch_id, unit_id)), origin_id) nulls not distinct;
create index obligation__of_person on obligation (region_id, person_id) where person_id is not null;
create index obligation__of_branch on obligation (region_id, branch_id) where branch_id is not null;
create index obligation__of_origin on obligation (region_id, origin_kind, origin_id) where origin_id is not null;
grant update (cancelled_at, cancelled_by, cancelled_by_name, cancel_reason) on obligation to muster_app, muster_worker;
create policy own on obligation for select to muster_app
  using (person_id = nullif(current_setting('muster.self', true), '')::uuid);
create trigger obligation__campaign_runs_still before update of cancelled_at on obligation
  for each row execute function campaign__runs('campaign');

create table obligation_discharge (
  region_id int not null,
  id uuid not null,
  obligation_id uuid not null,
  -- As on the obligation: one's own is one's own to see.
  person_id uuid,
  record_kind text not null,
  record_id uuid not null,
  -- The day on which it was done, and the day by which it was due then: later is late for ever.
  discharged_on date not null,
  due_on date not null,
  discharged_by uuid not null,
  discharged_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  primary key (region_id, id),
  constraint obligation_discharge__obligation foreign key (region_id, obligation_id) references obligation (region_id, id),
  constraint obligation_discharge__voided_whole check (num_nulls(voided_at, voided_by, voided_by_name) in (0, 3))
);
create unique index obligation_discharge__once on obligation_discharge (region_id, obligation_id, record_kind, record_id)
  where voided_at is null;
create index obligation_discharge__record on obligation_discharge (region_id, record_kind, record_id);

-- What was accepted before counts as handed in on the day on which it was handed in.
insert into obligation_discharge (region_id, id, obligation_id, record_kind, record_id, discharged_on, due_on,
  discharged_by, discharged_by_name, path, linked, recorded_at)
select o.region_id, gen_random_uuid(), o.id, 'deliverable', d.id,
  (d.recorded_at at time zone coalesce((select time_zone from instance), 'Asia/Shanghai'))::date, d.due_on,
  c.checked_by, c.checked_by_name, o.path, o.linked, c.recorded_at
from obligation o
join deliverable d on d.region_id = o.region_id and d.obligation_id = o.id
join deliverable_check c on c.region_id = d.region_id and c.deliverable_id = d.id and c.outcome = 'accepted';

create trigger obligation_discharge__recorded_now before insert on obligation_discharge
  for each row execute function recorded_now();
create trigger obligation_discharge__campaign_runs before insert or update of voided_at on obligation_discharge
  for each row execute function campaign__runs('obligation');
call muster_protect('obligation_discharge', 'path', 'linked', 'person_id', 'insert');
grant update (voided_at, voided_by, voided_by_name, path, linked) on obligation_discharge to muster_app, muster_worker;
