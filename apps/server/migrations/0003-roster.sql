-- People and where they belong. A person sits in exactly one branch (and one unit) at a time; the place of a person is copied
-- from the open membership, else from the first appointment.

create table person (
  region_id int not null,
  id uuid not null,
  code text,
  name text not null,
  born_in int,
  categories text[] not null default '{}',
  path ltree not null,
  party_path ltree,
  salt bytea not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint person__code_unique unique (region_id, code),
  constraint person__born_in check (born_in between 1900 and 2100)
);
create index person__path on person using gist (path);
create index person__party_path on person using gist (party_path);
create trigger person__recorded_now before insert on person for each row execute function recorded_now();
call muster_protect('person', 'path', 'party_path', 'id', 'insert, update');

create table membership (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  branch_id uuid not null,
  unit_id uuid not null,
  standing text not null,
  from_on date not null,
  to_on date,
  end_reason text,
  path ltree not null,
  party_path ltree not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint membership__person foreign key (region_id, person_id) references person (region_id, id),
  constraint membership__branch foreign key (region_id, branch_id) references organisation (region_id, id),
  constraint membership__unit foreign key (region_id, unit_id) references organisation (region_id, id),
  constraint membership__standing check (standing in ('full', 'probationary', 'applicant')),
  constraint membership__ended check ((to_on is null) = (end_reason is null)),
  constraint membership__dates check (to_on is null or to_on >= from_on)
);
create unique index membership__one_open on membership (region_id, person_id) where to_on is null;
create index membership__branch_open on membership (region_id, branch_id) where to_on is null;
create index membership__unit_open on membership (region_id, unit_id) where to_on is null;
create index membership__path on membership using gist (path);
create index membership__party_path on membership using gist (party_path);
create trigger membership__recorded_now before insert on membership for each row execute function recorded_now();
call muster_protect('membership', 'path', 'party_path', 'person_id', 'insert, update');
