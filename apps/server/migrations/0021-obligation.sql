-- Who owes what by when. A row is written for each addressee when it is asked, so that "who has not" is one look-up and a rate cannot
-- pass 100 %. The first kind is the deliverable: a text or a file that the unit hands in and somebody else checks, which stands for
-- whatever of a playbook has no slice of its own yet. Every version and every check stays.

create table obligation (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  kind text not null,
  duty_code text not null,
  title_zh text not null,
  title_en text not null,
  form text not null,
  anchor text not null,
  offset_days int not null,
  due_on date not null,
  -- As it was when it was asked: an extension moves the other one.
  first_due_on date not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint obligation__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint obligation__once unique (region_id, participation_id, stage_code, duty_code),
  constraint obligation__kind check (kind = 'deliverable'),
  constraint obligation__form check (form in ('text', 'file', 'either')),
  constraint obligation__anchor check (anchor in ('start', 'end') and offset_days >= 0)
);
create index obligation__due on obligation (region_id, campaign_id, due_on);
create index obligation__path on obligation using gist (path);
create trigger obligation__recorded_now before insert on obligation for each row execute function recorded_now();
call muster_protect('obligation', 'path', 'linked', null, 'insert');
grant update (due_on, path, linked) on obligation to muster_app, muster_worker;

create table deliverable (
  region_id int not null,
  id uuid not null,
  obligation_id uuid not null,
  version int not null,
  body text,
  file_sha256 bytea,
  file_name text,
  file_bytes int,
  -- The date by which it was due then; handed in after it is late, which is not the same as never.
  due_on date not null,
  submitted_by uuid not null,
  submitted_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint deliverable__obligation foreign key (region_id, obligation_id) references obligation (region_id, id),
  constraint deliverable__version_unique unique (region_id, obligation_id, version),
  constraint deliverable__submitter_unique unique (region_id, id, submitted_by),
  constraint deliverable__version check (version >= 1),
  constraint deliverable__something check (length(trim(body)) > 0 or file_sha256 is not null),
  constraint deliverable__file check ((file_sha256 is null) = (file_name is null) and (file_sha256 is null) = (file_bytes is null)
    and (file_sha256 is null or octet_length(file_sha256) = 32))
);
create trigger deliverable__recorded_now before insert on deliverable for each row execute function recorded_now();
call muster_protect('deliverable', 'path', 'linked', null, 'insert');

create table deliverable_check (
  region_id int not null,
  deliverable_id uuid not null,
  outcome text not null,
  note text,
  submitted_by uuid not null,
  checked_by uuid not null,
  checked_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, deliverable_id),
  constraint deliverable_check__deliverable foreign key (region_id, deliverable_id, submitted_by)
    references deliverable (region_id, id, submitted_by),
  constraint deliverable_check__outcome check (outcome in ('accepted', 'returned')),
  constraint deliverable_check__returned_says_why check (outcome <> 'returned' or length(trim(note)) > 0),
  constraint deliverable_check__somebody_else check (checked_by <> submitted_by)
);
create trigger deliverable_check__recorded_now before insert on deliverable_check for each row execute function recorded_now();
call muster_protect('deliverable_check', 'path', 'linked', null, 'insert');

-- Closing is somebody else's act: the checker is not of the unit that owes it, neither by membership nor by office there or in a
-- branch that serves it. A leader whose contact point it is supervises it, as the town of the documents has it.
create function deliverable_check__not_of_the_unit() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  owing uuid;
begin
  select o.unit_id into owing from deliverable d join obligation o on o.region_id = d.region_id and o.id = d.obligation_id
   where d.region_id = new.region_id and d.id = new.deliverable_id;
  if exists (select from membership m
              where m.region_id = new.region_id and m.person_id = new.checked_by and m.unit_id = owing and m.to_on is null)
     or exists (select from appointment a
                 where a.region_id = new.region_id and a.person_id = new.checked_by and a.to_on is null
                   and a.role in ('head', 'clerk', 'secretary')
                   and (a.organisation_id = owing or exists (
                     select from branch_serves_unit s
                      where s.region_id = a.region_id and s.branch_id = a.organisation_id and s.unit_id = owing and s.to_on is null))) then
    raise exception 'the checker is of the unit that owes it'
      using errcode = '23514', constraint = 'deliverable_check__not_of_the_unit', table = 'deliverable_check';
  end if;
  return new;
end $$;
create trigger deliverable_check__not_of_the_unit before insert on deliverable_check
  for each row execute function deliverable_check__not_of_the_unit();

-- Who holds these offices already may hand in and check from now on.
insert into access_grant (id, organisation_region_id, person_id, verb, organisation_id, path, linked, cause_kind, cause_id, role, from_at)
select gen_random_uuid(), g.organisation_region_id, g.person_id, n.verb, g.organisation_id, g.path, g.linked, g.cause_kind, g.cause_id, g.role, now()
from (select distinct on (person_id, organisation_id, cause_id) * from access_grant where to_at is null) g
join (values ('head', 'submit-deliverable'), ('clerk', 'submit-deliverable'), ('office', 'check-deliverable'), ('supervisor', 'check-deliverable'))
  n(role, verb) on n.role = g.role;
