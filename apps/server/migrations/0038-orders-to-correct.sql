-- What a team finds at a unit and what it orders to be corrected: by when, what the unit answers, and what somebody else says of the
-- answer. Nothing of it is changed or removed; an answer that is sent back is followed by another version.

-- Who belongs to a unit, or holds office there or in a branch that serves it, rules on nothing of that unit.
create function supervision_recused(person uuid, region int, unit uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from membership m
                  where m.region_id = region and m.person_id = person and m.unit_id = unit and m.to_on is null)
      or exists (select from appointment a
                  where a.region_id = region and a.person_id = person and a.to_on is null and a.role in ('head', 'clerk', 'secretary')
                    and (a.organisation_id = unit or exists (
                      select from branch_serves_unit s
                       where s.region_id = a.region_id and s.branch_id = a.organisation_id and s.unit_id = unit and s.to_on is null)))
$$;

-- The same, told where the asker may look.
create function supervision_recused_here(person uuid, region int, unit uuid) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from organisation o where o.region_id = region and o.id = unit and muster_in_scope(o.path, o.linked))
     and supervision_recused(person, region, unit)
$$;
grant execute on function supervision_recused_here(uuid, int, uuid) to muster_app;

create table finding (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  -- From the playbook's list of findings, where it has one.
  code text,
  body text not null,
  found_on date not null,
  found_by uuid not null,
  found_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint finding__stage foreign key (region_id, participation_id, stage_code)
    references participation_stage (region_id, participation_id, stage_code),
  constraint finding__stage_unique unique (region_id, id, participation_id, stage_code),
  constraint finding__says_something check (length(trim(body)) > 0)
);
create index finding__path on finding using gist (path);
create trigger finding__recorded_now before insert on finding for each row execute function recorded_now();
call muster_protect('finding', 'path', 'linked', null, 'insert');
grant update (path, linked) on finding to muster_app, muster_worker;

create table order_to_correct (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  finding_id uuid not null,
  participation_id uuid not null,
  unit_id uuid not null,
  stage_code text not null,
  body text not null,
  issued_on date not null,
  due_on date not null,
  issued_by uuid not null,
  issued_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint order_to_correct__finding foreign key (region_id, finding_id, participation_id, stage_code)
    references finding (region_id, id, participation_id, stage_code),
  constraint order_to_correct__says_something check (length(trim(body)) > 0),
  constraint order_to_correct__due check (due_on >= issued_on)
);
create index order_to_correct__finding on order_to_correct (region_id, finding_id);
create index order_to_correct__stage on order_to_correct (region_id, participation_id, stage_code);
create index order_to_correct__path on order_to_correct using gist (path);
create trigger order_to_correct__recorded_now before insert on order_to_correct for each row execute function recorded_now();
call muster_protect('order_to_correct', 'path', 'linked', null, 'insert');
grant update (path, linked) on order_to_correct to muster_app, muster_worker;

create table order_answer (
  region_id int not null,
  id uuid not null,
  campaign_id uuid not null,
  order_id uuid not null,
  version int not null,
  body text not null,
  file_sha256 bytea,
  file_name text,
  file_bytes int,
  due_on date not null,
  answered_by uuid not null,
  answered_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint order_answer__order foreign key (region_id, order_id) references order_to_correct (region_id, id),
  constraint order_answer__version_unique unique (region_id, order_id, version),
  constraint order_answer__answerer_unique unique (region_id, id, order_id, answered_by),
  constraint order_answer__version check (version >= 1),
  constraint order_answer__says_something check (length(trim(body)) > 0),
  constraint order_answer__file check ((file_sha256 is null) = (file_name is null) and (file_sha256 is null) = (file_bytes is null)
    and (file_sha256 is null or octet_length(file_sha256) = 32))
);
create trigger order_answer__recorded_now before insert on order_answer for each row execute function recorded_now();
call muster_protect('order_answer', 'path', 'linked', null, 'insert');

create table order_verification (
  region_id int not null,
  answer_id uuid not null,
  campaign_id uuid not null,
  order_id uuid not null,
  outcome text not null,
  note text,
  answered_by uuid not null,
  verified_by uuid not null,
  verified_by_name text not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_at timestamptz not null,
  primary key (region_id, answer_id),
  -- Only what was answered is verified.
  constraint order_verification__answer foreign key (region_id, answer_id, order_id, answered_by)
    references order_answer (region_id, id, order_id, answered_by),
  constraint order_verification__outcome check (outcome in ('verified', 'returned')),
  constraint order_verification__returned_says_why check (outcome <> 'returned' or length(trim(note)) > 0),
  constraint order_verification__somebody_else check (verified_by <> answered_by)
);
create unique index order_verification__verified_once on order_verification (region_id, order_id) where outcome = 'verified';
create trigger order_verification__recorded_now before insert on order_verification for each row execute function recorded_now();
call muster_protect('order_verification', 'path', 'linked', null, 'insert');

-- A version follows the one before, and none follows one that was verified; only the last is ruled on.
create function order_answer__in_order() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from order_verification v
              where v.region_id = new.region_id and v.order_id = new.order_id and v.outcome = 'verified') then
    raise exception 'it is verified' using errcode = '23514', constraint = 'order_answer__not_verified', table = 'order_answer';
  end if;
  if new.version <> 1 + (select count(*) from order_answer a where a.region_id = new.region_id and a.order_id = new.order_id) then
    raise exception 'versions follow one another' using errcode = '23514', constraint = 'order_answer__in_order', table = 'order_answer';
  end if;
  return new;
end $$;
create trigger order_answer__in_order before insert on order_answer for each row execute function order_answer__in_order();

create function order_verification__of_the_last() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  if exists (select from order_answer a join order_answer later on later.region_id = a.region_id and later.order_id = a.order_id
                                                               and later.version > a.version
              where a.region_id = new.region_id and a.id = new.answer_id) then
    raise exception 'there is a later answer'
      using errcode = '23514', constraint = 'order_verification__of_the_last', table = 'order_verification';
  end if;
  return new;
end $$;
create trigger order_verification__of_the_last before insert on order_verification
  for each row execute function order_verification__of_the_last();

-- Who acts holds the verb there and then, and who finds, orders or verifies is not of the unit.
create function supervision_by_right() returns trigger
language plpgsql security definer set search_path = public as $$
declare
  row_now constant jsonb := to_jsonb(new);
  ordered order_to_correct;
  unit uuid;
  place ltree := new.path;
  others ltree[] := new.linked;
  verb text;
  person uuid;
begin
  case tg_table_name
    when 'finding' then verb := 'order-correction'; person := row_now ->> 'found_by'; unit := row_now ->> 'unit_id';
    when 'order_to_correct' then verb := 'order-correction'; person := row_now ->> 'issued_by'; unit := row_now ->> 'unit_id';
    when 'order_answer' then verb := 'submit-deliverable'; person := row_now ->> 'answered_by';
    when 'order_verification' then verb := 'check-deliverable'; person := row_now ->> 'verified_by';
  end case;
  if tg_table_name in ('finding', 'order_to_correct') then
    if not exists (select from participation p
                    where p.region_id = new.region_id and p.id = (row_now ->> 'participation_id')::uuid and p.unit_id = unit
                      and p.campaign_id = new.campaign_id and p.path = new.path and p.linked = new.linked) then
      raise exception 'it is of another unit' using errcode = '23514', constraint = tg_table_name || '__of_its_unit', table = tg_table_name;
    end if;
  else
    select * into ordered from order_to_correct o
     where o.region_id = new.region_id and o.id = (row_now ->> 'order_id')::uuid;
    unit := ordered.unit_id;
    place := ordered.path;
    others := ordered.linked;
  end if;
  if not access_holds(person, verb, place, others, new.recorded_at) then
    raise exception '% is not held there', verb
      using errcode = '23514', constraint = tg_table_name || '__by_right', table = tg_table_name;
  end if;
  if tg_table_name <> 'order_answer' and supervision_recused(person, new.region_id, unit) then
    raise exception 'nobody rules on a unit of his or her own'
      using errcode = '23514', constraint = tg_table_name || '__recused', table = tg_table_name;
  end if;
  return new;
end $$;
create trigger finding__by_right before insert on finding for each row execute function supervision_by_right();
create trigger order_to_correct__by_right before insert on order_to_correct for each row execute function supervision_by_right();
create trigger order_answer__by_right before insert on order_answer for each row execute function supervision_by_right();
create trigger order_verification__by_right before insert on order_verification for each row execute function supervision_by_right();

create trigger finding__campaign_runs before insert on finding for each row execute function campaign__runs('campaign');
create trigger order_to_correct__campaign_runs before insert on order_to_correct for each row execute function campaign__runs('campaign');
create trigger order_answer__campaign_runs before insert on order_answer for each row execute function campaign__runs('campaign');
create trigger order_verification__campaign_runs before insert on order_verification for each row execute function campaign__runs('campaign');

-- A team finds and orders from now on.
insert into access_grant (id, organisation_region_id, person_id, verb, organisation_id, path, linked, cause_kind, cause_id, role, from_at)
select gen_random_uuid(), g.organisation_region_id, g.person_id, 'order-correction', g.organisation_id, g.path, g.linked, g.cause_kind, g.cause_id, g.role, now()
from (select distinct on (person_id, organisation_id, cause_id) * from access_grant where to_at is null and role = 'supervisor') g;
