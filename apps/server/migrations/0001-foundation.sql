-- The ground every later table stands on: who may see a row (scope), what the server's clock may say, the instance itself,
-- files and repeated requests. Row security is granted by muster_protect, so that no table can forget half of it.
-- This guards against our own bugs; whoever operates the database is detected by the ledger, not prevented here.

create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

revoke create on schema public from public;
alter default privileges revoke execute on functions from public;
grant usage on schema public to muster_app, muster_worker, muster_issuer;

-- Sets whose rows the rest of this transaction sees: a list of paths, and the person's own rows; home is where that person sits, whose
-- name and stage are shown to a member who holds no office.
-- SET LOCAL and not set_config(), because only the former reaches the nodes of a distributed database.
create function muster_scope(paths text[], self uuid, home text[] default '{}') returns void language plpgsql as $$
begin
  if paths = array['*'] then
    if current_user <> 'muster_worker' then
      raise exception 'only the worker may see everywhere' using errcode = '42501';
    end if;
    execute 'set local muster.scope = ''*''';
  else
    execute format('set local muster.scope = %L', coalesce(paths::ltree[], '{}')::text);
  end if;
  execute format('set local muster.self = %L', coalesce(self::text, ''));
  execute format('set local muster.home = %L', home::ltree[]::text);
end $$;

grant execute on function muster_scope(text[], uuid, text[]) to muster_app, muster_worker, muster_issuer;

-- Enables row security on a table and writes its policies and rights.
-- place: a column that is compared with the scope; linked: an array of paths in the other tree (or null);
-- self: a column with a person's id (or null); rights: what the application may do besides reading.
create procedure muster_protect(tab regclass, place text, linked text, self text, rights text) language plpgsql as $$
declare
  scope constant text := $q$nullif(current_setting('muster.scope', true), '')::ltree[]$q$;
  test text;
begin
  test := case
    when place = '' then $q$nullif(current_setting('muster.scope', true), '') is not null$q$
    else format('%I <@ any (%s)', place, scope) end;
  if linked is not null then test := test || format(' or %I <@ any (%s)', linked, scope); end if;
  if self is not null then
    test := test || format($q$ or %I = nullif(current_setting('muster.self', true), '')::uuid$q$, self);
  end if;
  execute format('alter table %s enable row level security', tab);
  execute format('create policy app on %s to muster_app using (%s) with check (%s)', tab, test, test);
  execute format($q$create policy worker on %s to muster_worker using (current_setting('muster.scope', true) = '*') with check (current_setting('muster.scope', true) = '*')$q$, tab);
  execute format('grant select on %s to muster_app, muster_worker', tab);
  if rights <> '' then execute format('grant %s on %s to muster_app, muster_worker', rights, tab); end if;
end $$;

-- A member without any office sees the names above the own place, how far the own unit is, and what the own branch held: nothing about
-- anybody else.
create procedure muster_show_at_home(tab regclass, place text) language plpgsql as $$
begin
  execute format($q$create policy home on %s for select to muster_app
    using (%I @> any (nullif(current_setting('muster.home', true), '')::ltree[]))$q$, tab, place);
end $$;

-- One row for the installation. A demo may write its own past while it is being built, and says so for ever.
create table instance (
  only_row boolean primary key default true,
  id uuid not null,
  name text not null,
  kind text not null,
  building boolean not null default false,
  time_zone text not null,
  created_at timestamptz not null,
  constraint instance__single check (only_row),
  constraint instance__kind check (kind in ('real', 'demo')),
  constraint instance__only_demo_builds check (not building or kind = 'demo')
);
alter table instance enable row level security;
create policy app on instance for select to muster_app using (true);
create policy worker on instance for select to muster_worker using (true);
grant select on instance to muster_app, muster_worker;

-- recorded_at is the server's own clock; five seconds of tolerance for a slow transaction.
create function recorded_now() returns trigger language plpgsql as $$
begin
  if abs(extract(epoch from new.recorded_at - clock_timestamp())) > 5
     and not exists (select from instance where building) then
    raise exception 'recorded_at differs from the database clock'
      using errcode = '23514', constraint = tg_table_name || '__recorded_now', table = tg_table_name;
  end if;
  return new;
end $$;

create function never_changed() returns trigger language plpgsql as $$
begin
  raise exception '% is append only', tg_table_name
    using errcode = '23514', constraint = tg_table_name || '__append_only', table = tg_table_name;
end $$;

-- Prefecture-level cities: where rows are stored, never read as geography. 0 stands for an instance of one region.
create table region (
  region_id int primary key,
  name text not null
);
call muster_protect('region', '', null, null, 'insert');
insert into region (region_id, name) values (0, '');

-- A command that was sent twice is answered once (24 hours).
create table idempotency (
  account_id uuid not null,
  key text not null,
  route text not null,
  body_hash bytea not null,
  status int not null,
  answer jsonb,
  recorded_at timestamptz not null default now(),
  primary key (account_id, key, route)
);
alter table idempotency enable row level security;
create policy app on idempotency to muster_app using (nullif(current_setting('muster.scope', true), '') is not null);
create policy worker on idempotency to muster_worker using (current_setting('muster.scope', true) = '*');
grant select, insert, update on idempotency to muster_app;
grant select, delete on idempotency to muster_worker;

-- One door for files: the row first, then the bytes under their own hash.
create table file (
  region_id int not null,
  id uuid not null,
  sha256 bytea not null,
  bytes int not null,
  media_type text not null,
  name text not null,
  stored_at timestamptz,
  owner_id uuid not null,
  path ltree not null,
  recorded_at timestamptz not null,
  primary key (region_id, id),
  constraint file__sha256_length check (octet_length(sha256) = 32)
);
-- Asked for by content alone, wherever it is kept.
create index file__sha256 on file (sha256);
create trigger file__recorded_now before insert on file for each row execute function recorded_now();
call muster_protect('file', 'path', null, 'owner_id', 'insert, update');
grant delete on file to muster_worker;
