-- Accounts, appointments and grants (verb × subtree × period), the only form of authority. The application's role never reads a
-- password or a session: functions answer for exactly one login or token, before any scope is known.

create table appointment (
  region_id int not null,
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  role text not null,
  origin text,
  from_on date not null,
  to_on date,
  path ltree not null,
  linked ltree[] not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint appointment__person foreign key (region_id, person_id) references person (region_id, id),
  constraint appointment__organisation foreign key (region_id, organisation_id) references organisation (region_id, id),
  constraint appointment__role check (role in ('administrator', 'office', 'leader', 'supervisor', 'head', 'clerk', 'secretary', 'representative', 'auditor')),
  constraint appointment__origin check ((role = 'representative') = (origin is not null) and (origin is null or origin in ('own', 'subordinate', 'served'))),
  constraint appointment__dates check (to_on is null or to_on >= from_on)
);
create unique index appointment__one_open on appointment (region_id, person_id, organisation_id, role) where to_on is null;
create index appointment__organisation_open on appointment (region_id, organisation_id, role) where to_on is null;
create trigger appointment__recorded_now before insert on appointment for each row execute function recorded_now();
call muster_protect('appointment', 'path', 'linked', 'person_id', 'insert, update');

create table access_grant (
  id uuid primary key,
  organisation_region_id int not null,
  person_id uuid not null,
  verb text not null,
  organisation_id uuid not null,
  path ltree not null,
  linked ltree[] not null default '{}',
  cause_kind text not null,
  cause_id uuid not null,
  role text not null,
  from_at timestamptz not null,
  to_at timestamptz,
  constraint access_grant__cause check (cause_kind in ('appointment', 'team')),
  constraint access_grant__dates check (to_at is null or to_at >= from_at)
);
create unique index access_grant__one_open on access_grant (person_id, verb, organisation_id, cause_id) where to_at is null;
create index access_grant__person on access_grant (person_id) where to_at is null;
create index access_grant__cause on access_grant (cause_id) where to_at is null;
call muster_protect('access_grant', 'path', 'linked', 'person_id', 'insert, update');

create table account (
  id uuid primary key,
  person_region_id int not null,
  person_id uuid not null,
  login text not null,
  password_hash text,
  state text not null,
  failures int not null default 0,
  blocked_until timestamptz,
  created_at timestamptz not null,
  constraint account__login_unique unique (login),
  constraint account__person_unique unique (person_id),
  constraint account__login check (login ~ '^[a-z0-9][a-z0-9._-]{1,62}$'),
  constraint account__state check (state in ('awaiting', 'active', 'closed')),
  constraint account__active_has_password check (state <> 'active' or password_hash is not null)
);
alter table account enable row level security;

create table activation (
  id uuid primary key,
  account_id uuid not null,
  code_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  made_by uuid not null,
  made_at timestamptz not null,
  constraint activation__account foreign key (account_id) references account (id),
  constraint activation__code_unique unique (code_hash)
);
alter table activation enable row level security;

create table session (
  token_hash bytea primary key,
  account_id uuid not null,
  csrf text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session__account foreign key (account_id) references account (id)
);
create index session__account_open on session (account_id) where ended_at is null;
alter table session enable row level security;

-- The account behind a login, for checking its password. Locked, so that guesses sent at once are counted one after another.
create function access_account(wanted text)
returns table (id uuid, person_id uuid, person_region_id int, password_hash text, state text, failures int, blocked_until timestamptz)
language sql security definer set search_path = public as $$
  select id, person_id, person_region_id, password_hash, state, failures, blocked_until from account where login = wanted for update
$$;

-- Every attempt counts as a failure before its password is looked at; success takes them all back.
create function access_count_attempt(wanted uuid, until timestamptz) returns void
language sql security definer set search_path = public as $$
  update account set failures = failures + 1, blocked_until = until where id = wanted
$$;

create function access_attempt_succeeded(wanted uuid) returns void
language sql security definer set search_path = public as $$
  update account set failures = 0, blocked_until = null where id = wanted
$$;

create function access_open_session(token bytea, wanted uuid, csrf_token text, at timestamptz, until timestamptz) returns void
language sql security definer set search_path = public as $$
  insert into session (token_hash, account_id, csrf, created_at, seen_at, expires_at) values (token, wanted, csrf_token, at, at, until)
$$;

-- A live session with its person; also the open grants, so that authority is read anew with every request.
create function access_session(token bytea, at timestamptz)
returns table (account_id uuid, login text, person_id uuid, person_region_id int, person_name text, csrf text, expires_at timestamptz, seen_at timestamptz, created_at timestamptz,
  home text[])
language sql security definer set search_path = public stable as $$
  select a.id, a.login, a.person_id, a.person_region_id, p.name, s.csrf, s.expires_at, s.seen_at, s.created_at,
    array_remove(array[p.path, p.party_path]::text[], null)
  from session s
  join account a on a.id = s.account_id and a.state = 'active'
  join person p on p.region_id = a.person_region_id and p.id = a.person_id
  where s.token_hash = token and s.ended_at is null and s.expires_at > at
$$;

create function access_grants(wanted uuid, at timestamptz)
returns table (verb text, path text, linked text[], region_id int, organisation_id uuid, organisation_name text, organisation_kind text, role text, cause_kind text)
language sql security definer set search_path = public stable as $$
  select g.verb, g.path::text, g.linked::text[], g.organisation_region_id, g.organisation_id, o.name, o.kind, g.role, g.cause_kind
  from access_grant g join organisation o on o.region_id = g.organisation_region_id and o.id = g.organisation_id
  where g.person_id = wanted and g.from_at <= at and (g.to_at is null or g.to_at > at)
  order by g.path, g.verb
$$;

create function access_touch_session(token bytea, at timestamptz, until timestamptz) returns void
language sql security definer set search_path = public as $$
  update session set seen_at = at, expires_at = until where token_hash = token and ended_at is null
$$;

create function access_end_session(token bytea, at timestamptz) returns void
language sql security definer set search_path = public as $$
  update session set ended_at = at where token_hash = token and ended_at is null
$$;

-- When authority ends, so do the sessions that were opened under it; a new password ends all but the session it was changed in.
create function access_end_sessions_of(wanted uuid, at timestamptz, but_token bytea) returns void
language sql security definer set search_path = public as $$
  update session s set ended_at = at from account a
  where a.id = s.account_id and a.person_id = wanted and s.ended_at is null and s.token_hash is distinct from but_token
$$;

-- Makes an account for a person, or finds the one there is; a login that is taken is refused by its constraint.
create function access_prepare_account(new_id uuid, person_region int, person uuid, wanted_login text, at timestamptz) returns uuid
language plpgsql security definer set search_path = public as $$
declare found_id uuid;
begin
  select id into found_id from account where person_id = person;
  if found_id is not null then return found_id; end if;
  insert into account (id, person_region_id, person_id, login, state, created_at)
  values (new_id, person_region, person, wanted_login, 'awaiting', at);
  return new_id;
end $$;

create function access_logins_taken(wanted text[]) returns setof text
language sql security definer set search_path = public stable as $$ select login from account where login = any (wanted) $$;

create function access_issue_activation(new_id uuid, wanted uuid, code bytea, until timestamptz, by_person uuid, at timestamptz) returns void
language sql security definer set search_path = public as $$
  update activation set expires_at = at where account_id = wanted and used_at is null and expires_at > at;
  insert into activation (id, account_id, code_hash, expires_at, made_by, made_at) values (new_id, wanted, code, until, by_person, at)
$$;

-- Whose login a one-time code is for: a password must not be the login.
create function access_activation_login(code bytea, at timestamptz) returns text
language sql security definer set search_path = public stable as $$
  select a.login from activation v join account a on a.id = v.account_id
  where v.code_hash = code and v.used_at is null and v.expires_at > at and a.state <> 'closed'
$$;

-- Uses a one-time code: sets the password and activates the account. No row: unknown, used or expired.
create function access_activate(code bytea, hash text, at timestamptz) returns table (account_id uuid, person_id uuid, login text)
language sql security definer set search_path = public as $$
  with used as (update activation v set used_at = at where v.code_hash = code and v.used_at is null and v.expires_at > at returning v.account_id),
       closed as (update session s set ended_at = at from used where s.account_id = used.account_id and s.ended_at is null)
  update account a set password_hash = hash, state = 'active', failures = 0, blocked_until = null
  from used where a.id = used.account_id and a.state <> 'closed' returning a.id, a.person_id, a.login
$$;

create function access_set_password(wanted uuid, hash text) returns void
language sql security definer set search_path = public as $$
  update account set password_hash = hash, state = 'active', failures = 0, blocked_until = null where id = wanted and state <> 'closed'
$$;

-- What an access page may show of accounts: never a hash.
create function access_account_states(people uuid[]) returns table (person_id uuid, login text, state text)
language sql security definer set search_path = public stable as $$
  select person_id, login, state from account where person_id = any (people)
$$;

-- Names to those who see the membership or the office, also where the person's own place lies elsewhere.
create function access_people(people uuid[])
returns table (region_id int, person_id uuid, name text, code text)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query select p.region_id, p.id, p.name, p.code from person p where p.id = any (people) and (
    exists (select from appointment a
            where a.region_id = p.region_id and a.person_id = p.id and (a.path <@ any (scope) or a.linked <@ any (scope)))
    or exists (select from membership m
               where m.region_id = p.region_id and m.person_id = p.id and (m.path <@ any (scope) or m.party_path <@ any (scope))));
end $$;

-- The first administrator, on an instance that has nobody yet.
create function access_has_account() returns boolean
language sql security definer set search_path = public stable as $$ select exists (select from account) $$;

-- Names the instance, while it has nobody. Of two who set it up at once the second waits here, and then is told no.
create function access_name_instance(wanted text) returns boolean
language plpgsql security definer set search_path = public as $$
begin
  perform pg_advisory_xact_lock(4870, 1);
  if exists (select from account) then return false; end if;
  update instance set name = wanted;
  if not found then raise exception 'there is no instance to set up'; end if;
  return true;
end $$;

grant execute on function
  access_account(text),
  access_count_attempt(uuid, timestamptz),
  access_attempt_succeeded(uuid),
  access_open_session(bytea, uuid, text, timestamptz, timestamptz),
  access_session(bytea, timestamptz),
  access_grants(uuid, timestamptz),
  access_touch_session(bytea, timestamptz, timestamptz),
  access_end_session(bytea, timestamptz),
  access_end_sessions_of(uuid, timestamptz, bytea),
  access_prepare_account(uuid, int, uuid, text, timestamptz),
  access_logins_taken(text[]),
  access_issue_activation(uuid, uuid, bytea, timestamptz, uuid, timestamptz),
  access_activation_login(bytea, timestamptz),
  access_activate(bytea, text, timestamptz),
  access_set_password(uuid, text),
  access_account_states(uuid[]),
  access_people(uuid[]),
  access_has_account(),
  access_name_instance(text)
to muster_app;
