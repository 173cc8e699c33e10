-- Who spoke at an activity, and as what: it counts once for whoever spoke, and hours go by the sheet. A script has versions, all kept;
-- that it is the lecturer's own only the lecturer says. Who was named by mistake is taken back, with who, when and why.

create table lecture (
  region_id int not null,
  id uuid not null,
  activity_id uuid not null,
  capacity text not null,
  -- Null: somebody from outside, known by name.
  lecturer_id uuid,
  lecturer_name text not null,
  salt bytea not null,
  named_by uuid not null,
  named_by_name text not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_by_name text,
  withdrawn_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint lecture__activity foreign key (region_id, activity_id) references activity (region_id, id),
  constraint lecture__capacity check (capacity in ('head', 'leader', 'expert', 'model', 'member')),
  constraint lecture__known check (lecturer_id is not null or capacity in ('expert', 'model')),
  constraint lecture__withdrawn_whole check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason) in (0, 4))
);
create unique index lecture__once on lecture (region_id, activity_id, coalesce(lecturer_id::text, lecturer_name)) where withdrawn_at is null;
create index lecture__of_person on lecture (region_id, lecturer_id) where lecturer_id is not null;
create trigger lecture__recorded_now before insert on lecture for each row execute function recorded_now();
create trigger lecture__campaign_runs before insert or update of withdrawn_at on lecture for each row execute function campaign__runs('activity');
call muster_protect('lecture', 'path', 'party_path', 'lecturer_id', 'insert');
grant update (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason, path, party_path) on lecture to muster_app, muster_worker;

create table lecture_script (
  region_id int not null,
  id uuid not null,
  lecture_id uuid not null,
  activity_id uuid not null,
  version int not null,
  body text,
  file_sha256 bytea,
  file_name text,
  is_own boolean not null,
  salt bytea not null,
  -- As on the lecture: one's own script is one's own to see.
  lecturer_id uuid,
  handed_in_by uuid not null,
  handed_in_by_name text not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint lecture_script__lecture foreign key (region_id, lecture_id) references lecture (region_id, id),
  constraint lecture_script__version unique (region_id, lecture_id, version),
  constraint lecture_script__something check (body is not null or file_sha256 is not null),
  constraint lecture_script__own_word check (not is_own or handed_in_by is not distinct from lecturer_id)
);
create trigger lecture_script__recorded_now before insert on lecture_script for each row execute function recorded_now();
create trigger lecture_script__campaign_runs before insert on lecture_script for each row execute function campaign__runs('activity');
call muster_protect('lecture_script', 'path', 'party_path', 'lecturer_id', 'insert');
grant update (path, party_path) on lecture_script to muster_app, muster_worker;

-- Who may have spoken at an activity that one sees: whoever was there, the heads of the units that met, and the leaders above them.
create function study_lecturers(wanted uuid)
returns table (person_id uuid, name text, offices text[])
language sql security definer set search_path = public stable as $$
  with held as (
    select v.* from activity v
    where v.region_id in (select r.region_id from region r) and v.id = wanted
      and (v.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
        or v.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[]))),
  lines as (
    select a.region_id, a.person_id, a.unit_id, a.presence, a.path from held v
    join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
    join attendance a on a.region_id = s.region_id and a.sheet_id = s.id),
  units as (select host_unit_id as id from held union select unit_id from lines),
  someone as (
    select person_id, null as office from lines where presence = 'present'
    union select a.person_id, a.role from appointment a join units u on u.id = a.organisation_id
      where a.role = 'head' and a.to_on is null
    union select a.person_id, a.role from held v join appointment a on a.path @> v.path or a.path @> v.party_path
      where a.role = 'leader' and a.to_on is null)
  select p.id, p.name, array_remove(array_agg(distinct someone.office order by someone.office), null)
  from someone join person p on p.id = someone.person_id and p.region_id in (select r.region_id from region r)
  group by p.id, p.name order by p.name, p.id
$$;
grant execute on function study_lecturers(uuid) to muster_app;
