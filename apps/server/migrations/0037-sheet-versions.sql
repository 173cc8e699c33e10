-- A sheet that was wrong is corrected by another version of it: the old one stays with all its lines, and says when it gave way. Lines
-- and sheets are written once; the only thing that may change is that they no longer count, and only together with what follows them.

alter table sheet
  add column version int not null default 1,
  -- Who wrote this version; of the first one of a meeting the activity says it too.
  add column recorded_by_name text,
  add column correction_reason text,
  add column superseded_at timestamptz,
  add constraint sheet__version check (version >= 1),
  add constraint sheet__correction check ((version > 1) = (correction_reason is not null) and (version = 1 or recorded_by_name is not null)),
  drop constraint sheet__once,
  add constraint sheet__once unique (region_id, activity_id, branch_id, version);
create unique index sheet__one_stands on sheet (region_id, activity_id, branch_id) where superseded_at is null;
update sheet s set recorded_by_name = a.recorded_by_name from activity a where a.region_id = s.region_id and a.id = s.activity_id;
grant update (superseded_at) on sheet to muster_app, muster_worker;

-- A later version follows the one that gave way to it at this very moment.
create function sheet__follows() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.version > 1 and not exists (
    select from sheet s
     where s.region_id = new.region_id and s.activity_id = new.activity_id and s.branch_id = new.branch_id
       and s.version = new.version - 1 and s.superseded_at = new.recorded_at) then
    raise exception 'no earlier version gave way to it' using errcode = '23514', constraint = 'sheet__follows', table = 'sheet';
  end if;
  return new;
end $$;
create trigger sheet__follows before insert on sheet for each row execute function sheet__follows();

create function sheet__superseded_for_good() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at then
    raise exception 'it was superseded' using errcode = '23514', constraint = 'sheet__superseded_for_good', table = 'sheet';
  end if;
  return new;
end $$;
create trigger sheet__superseded_for_good before update of superseded_at on sheet
  for each row execute function sheet__superseded_for_good();

-- None gives way to nothing: taking a meeting back altogether is voiding it.
create function sheet__gave_way() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.superseded_at is not null and not exists (
    select from sheet s
     where s.region_id = new.region_id and s.activity_id = new.activity_id and s.branch_id = new.branch_id and s.version = new.version + 1) then
    raise exception 'nothing follows it' using errcode = '23514', constraint = 'sheet__gave_way', table = 'sheet';
  end if;
  return null;
end $$;
create constraint trigger sheet__gave_way after update of superseded_at on sheet deferrable initially deferred
  for each row execute function sheet__gave_way();

create or replace function attendance__voided_with_activity() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.voided_at is not null and not exists (
    select from sheet s join activity v on v.region_id = s.region_id and v.id = s.activity_id
     where s.region_id = new.region_id and s.id = new.sheet_id and new.voided_at in (v.voided_at, s.superseded_at)) then
    raise exception 'its activity stands' using errcode = '23514', constraint = 'attendance__voided_with_activity', table = 'attendance';
  end if;
  return new;
end $$;

-- Of the version that stands: one line a meeting.
create or replace function study_attended(region int, wanted uuid)
returns table (activity_id uuid, topic text, kind text, starts_at timestamptz, presence text, reason text, minutes int, voided boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select v.id, v.topic, v.kind, v.starts_at, a.presence, a.reason, a.minutes, a.voided_at is not null
    from attendance a
    join sheet s on s.region_id = a.region_id and s.id = a.sheet_id
    join activity v on v.region_id = s.region_id and v.id = s.activity_id
    where a.region_id = region and a.person_id = wanted and s.superseded_at is null
      and (a.path <@ any (scope) or a.party_path <@ any (scope) or a.person_id = self)
    order by v.starts_at desc, v.id desc
    limit 500;
end $$;
