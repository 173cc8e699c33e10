-- Whether there is such a login shows in nothing: wrong passwords are counted by the login that was typed, whether anybody has it or not, in
-- one table, by one statement each. What was typed is kept as a hash alone, and forgotten a day after the last attempt.

create table login_attempt (
  login_hash bytea primary key,
  failures int not null,
  blocked_until timestamptz,
  last_at timestamptz not null
);
create index login_attempt__last on login_attempt (last_at);
alter table login_attempt enable row level security;

insert into login_attempt (login_hash, failures, blocked_until, last_at)
select sha256(convert_to(login, 'UTF8')), failures, blocked_until, now() from account where failures > 0;

-- An attempt at a login, locked until it is counted: how many failed before, and the account where there is one.
create function access_attempt(wanted text, at timestamptz)
returns table (id uuid, person_id uuid, password_hash text, state text, failures int, blocked_until timestamptz)
language plpgsql security definer set search_path = public as $$
begin
  if not muster_has_scope() then return; end if;
  return query
    with tried as (
      insert into login_attempt as l (login_hash, failures, blocked_until, last_at) values (sha256(convert_to(wanted, 'UTF8')), 0, null, at)
      on conflict (login_hash) do update
         set failures = case when l.last_at > at - interval '1 day' then l.failures else 0 end, last_at = greatest(l.last_at, at)
      returning l.failures, l.blocked_until)
    select a.id, a.person_id, a.password_hash, a.state, t.failures, t.blocked_until from tried t left join account a on a.login = wanted;
end $$;

create function access_count_attempt(wanted text, until timestamptz) returns void
language sql security definer set search_path = public as $$
  update login_attempt set failures = failures + 1, blocked_until = until
   where login_hash = sha256(convert_to(wanted, 'UTF8')) and muster_has_scope()
$$;

create or replace function access_attempt_succeeded(wanted uuid) returns void
language sql security definer set search_path = public as $$
  delete from login_attempt l using account a where a.id = wanted and l.login_hash = sha256(convert_to(a.login, 'UTF8')) and muster_has_scope()
$$;

create or replace function access_set_password(wanted uuid, hash text) returns void
language sql security definer set search_path = public as $$
  select access_attempt_succeeded(wanted);
  update account set password_hash = hash, state = 'active' where id = wanted and state <> 'closed' and muster_has_scope()
$$;

create or replace function access_activate(code bytea, hash text, at timestamptz)
returns table (account_id uuid, person_id uuid, login text)
language sql security definer set search_path = public as $$
  with used as (update activation v set used_at = at where v.code_hash = code and v.used_at is null and v.expires_at > at returning v.account_id),
       closed as (update session s set ended_at = at from used where s.account_id = used.account_id and s.ended_at is null),
       opened as (
         update account a set password_hash = hash, state = 'active' from used where a.id = used.account_id and a.state <> 'closed'
         returning a.id, a.person_id, a.login),
       forgotten as (delete from login_attempt l using opened o where l.login_hash = sha256(convert_to(o.login, 'UTF8')))
  select id, person_id, login from opened
$$;

create function access_forget_attempts(before timestamptz) returns int
language sql security definer set search_path = public as $$
  with forgotten as (delete from login_attempt where last_at < before and coalesce(blocked_until, before) <= before returning 1)
  select count(*)::int from forgotten
$$;

drop function access_count_attempt(uuid, timestamptz);
revoke execute on function access_attempt(text, timestamptz), access_count_attempt(text, timestamptz), access_forget_attempts(timestamptz) from public;
grant execute on function access_attempt(text, timestamptz), access_count_attempt(text, timestamptz) to muster_app;
grant execute on function access_forget_attempts(timestamptz) to muster_worker;
