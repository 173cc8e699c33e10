-- The meeting is the only data entry: an activity, its sheet per branch, and an attendance for everybody on the roll.
-- Hours are the sum of the attendances that stand; nothing is stored twice.

create table activity (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  host_unit_id uuid not null,
  host_branch_id uuid not null,
  kind text not null,
  topic text not null,
  place text,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  minutes int not null,
  is_collective boolean not null,
  is_late boolean not null,
  late_reason text,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  voided_by_name text,
  void_reason text,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint activity__unit foreign key (region_id, host_unit_id) references organisation (region_id, id),
  constraint activity__branch foreign key (region_id, host_branch_id) references organisation (region_id, id),
  constraint activity__times check (ends_at > starts_at),
  constraint activity__minutes check (minutes between 1 and 1440),
  constraint activity__held check (ends_at <= recorded_at),
  constraint activity__late check (is_late = (extract(epoch from recorded_at) - extract(epoch from ends_at) > 172800)),
  constraint activity__late_reason check (not is_late or length(trim(late_reason)) > 0),
  constraint activity__void check ((voided_at is null) = (voided_by is null) and (voided_at is null) = (void_reason is null))
);
create index activity__branch_time on activity (region_id, host_branch_id, starts_at desc);
create index activity__path on activity using gist (path);
create trigger activity__recorded_now before insert on activity for each row execute function recorded_now();
call muster_protect('activity', 'path', 'party_path', null, 'insert');
call muster_show_at_home('activity', 'party_path');
grant update (voided_at, voided_by, voided_by_name, void_reason) on activity to muster_app, muster_worker;

create table sheet (
  region_id int not null,
  id uuid not null,
  activity_id uuid not null,
  branch_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, id),
  constraint sheet__activity foreign key (region_id, activity_id) references activity (region_id, id),
  constraint sheet__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint sheet__once unique (region_id, activity_id, branch_id)
);
create trigger sheet__recorded_now before insert on sheet for each row execute function recorded_now();
call muster_protect('sheet', 'path', 'party_path', null, 'insert');
call muster_show_at_home('sheet', 'party_path');

create table attendance (
  region_id int not null,
  sheet_id uuid not null,
  person_id uuid not null,
  campaign_id uuid not null,
  stage_code text not null,
  unit_id uuid not null,
  branch_id uuid not null,
  presence text not null,
  reason text,
  minutes int not null,
  is_collective boolean not null,
  voided_at timestamptz,
  salt bytea not null,
  path ltree not null,
  party_path ltree not null,
  primary key (region_id, sheet_id, person_id),
  constraint attendance__sheet foreign key (region_id, sheet_id) references sheet (region_id, id),
  constraint attendance__person foreign key (region_id, person_id) references person (region_id, id),
  constraint attendance__presence check (presence in ('present', 'absent')),
  constraint attendance__reason check ((presence = 'absent') = (reason is not null)),
  constraint attendance__absent_earns_nothing check (presence = 'present' or minutes = 0),
  constraint attendance__minutes check (minutes >= 0)
);
create index attendance__member on attendance (region_id, person_id, campaign_id, stage_code);
create index attendance__unit on attendance (region_id, unit_id, campaign_id, stage_code);
call muster_protect('attendance', 'path', 'party_path', 'person_id', 'insert');
grant update (voided_at) on attendance to muster_app, muster_worker;
