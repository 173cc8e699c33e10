-- Without a scope the application's login sees nothing, also where a function of the owner reads for it: such a function is not bound by
-- row security and has to ask by itself. Who logs in is looked for before anybody is somebody; that is asked for in a transaction that
-- says so (an empty scope), and all else by somebody: with places, or with rows of one's own.

create function muster_has_scope() returns boolean language sql stable as $$
  select nullif(current_setting('muster.scope', true), '') is not null
$$;

create function muster_is_somebody() returns boolean language sql stable as $$
  select nullif(current_setting('muster.scope', true), '') <> '{}' or nullif(current_setting('muster.self', true), '') is not null
$$;

grant execute on function muster_has_scope(), muster_is_somebody() to muster_app, muster_worker;

-- Logging in, and the passwords that nobody's session is behind.

create or replace function access_account(wanted text)
returns table (id uuid, person_id uuid, person_region_id int, password_hash text, state text, failures int, blocked_until timestamptz)
language sql security definer set search_path = public as $$
  select id, person_id, person_region_id, password_hash, state, failures, blocked_until from account
   where login = wanted and muster_has_scope() for update
$$;

create or replace function access_count_attempt(wanted uuid, until timestamptz) returns void
language sql security definer set search_path = public as $$
  update account set failures = failures + 1, blocked_until = until where id = wanted and muster_has_scope()
$$;

create or replace function access_attempt_succeeded(wanted uuid) returns void
language sql security definer set search_path = public as $$
  update account set failures = 0, blocked_until = null where id = wanted and muster_has_scope()
$$;

create or replace function access_set_password(wanted uuid, hash text) returns void
language sql security definer set search_path = public as $$
  update account set password_hash = hash, state = 'active', failures = 0, blocked_until = null
   where id = wanted and state <> 'closed' and muster_has_scope()
$$;

create or replace function access_end_sessions_of(wanted uuid, at timestamptz, but_token bytea) returns void
language sql security definer set search_path = public as $$
  update session s set ended_at = at from account a
  where a.id = s.account_id and a.person_id = wanted and s.ended_at is null and s.token_hash is distinct from but_token and muster_has_scope()
$$;

create or replace function access_prepare_account(new_id uuid, person_region int, person uuid, wanted_login text, at timestamptz) returns uuid
language plpgsql security definer set search_path = public as $$
declare found_id uuid;
begin
  if not muster_has_scope() then raise exception 'out of scope' using errcode = '42501'; end if;
  select id into found_id from account where person_id = person;
  if found_id is not null then return found_id; end if;
  insert into account (id, person_region_id, person_id, login, state, created_at)
  values (new_id, person_region, person, wanted_login, 'awaiting', at);
  return new_id;
end $$;

-- What only somebody asks for.

create or replace function access_issue_activation(new_id uuid, wanted uuid, code bytea, until timestamptz, by_person uuid, at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
begin
  if not coalesce(muster_is_somebody(), false) then raise exception 'out of scope' using errcode = '42501'; end if;
  update activation set expires_at = at where account_id = wanted and used_at is null and expires_at > at;
  insert into activation (id, account_id, code_hash, expires_at, made_by, made_at) values (new_id, wanted, code, until, by_person, at);
end $$;

-- A login is one in the whole instance, so a sheet asks about names that lie elsewhere as well.
create or replace function access_logins_taken(wanted text[]) returns setof text
language sql security definer set search_path = public stable as $$
  select login from account where login = any (wanted) and muster_is_somebody()
$$;

create or replace function access_account_states(people uuid[]) returns table (person_id uuid, login text, state text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query select c.person_id, c.login, c.state from account c where c.person_id = any (people) and (
    c.person_id = self
    or exists (select from appointment a
                where a.region_id = c.person_region_id and a.person_id = c.person_id and (a.path <@ any (scope) or a.linked <@ any (scope)))
    or exists (select from membership m
                where m.region_id = c.person_region_id and m.person_id = c.person_id and (m.path <@ any (scope) or m.party_path <@ any (scope))));
end $$;

create or replace function access_end_grants_of_teams(of_campaign uuid, at timestamptz) returns setof uuid
language sql security definer set search_path = public as $$
  update access_grant g set to_at = greatest(g.from_at, at)
   where g.cause_kind = 'team' and g.to_at is null and muster_is_somebody()
     and g.cause_id in (select t.id from supervision_team t join campaign c on c.id = t.campaign_id
                         where t.campaign_id = of_campaign and c.closed_on is not null)
  returning g.person_id
$$;

-- The checks that a decision rests on ask about whoever decides; a reader asks about himself.
create function units_of_self() returns setof uuid
language sql security definer set search_path = public stable as $$
  select units_of_person(nullif(current_setting('muster.self', true), '')::uuid)
$$;
revoke execute on function units_of_self() from public;
grant execute on function units_of_self() to muster_app;
revoke execute on function units_of_person(uuid) from muster_app;

create or replace function campaigns_at(at ltree, others ltree[]) returns setof uuid
language sql security definer set search_path = public stable as $$
  select c.id from campaign c
   where muster_is_somebody() and (c.path @> at or c.path @> any (others)
      or (others = '{}' and subpath(c.path, 0, 1) <> subpath(at, 0, 1)
          and exists (select from organisation o
                       where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null and o.linked <@ c.path)
          and (nlevel(c.path) = 1
               or not exists (select from organisation o
                               where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null
                                 and o.linked <> '{}' and not o.linked <@ c.path)))
      or exists (select from participation p
                  where p.campaign_id = c.id and p.region_id <> c.root_region_id and p.ended_at is null
                    and (p.path <@ at or p.linked <@ at)))
$$;

create or replace function campaign_has_part_at(wanted uuid, places ltree[]) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from unnest(places) place join participation p on p.path = place
                  where p.campaign_id = wanted and p.ended_at is null and muster_is_somebody())
$$;

create or replace function roster_destination(region int, wanted_code text, wanted_branch uuid, wanted_unit uuid)
returns table (branch_id uuid, branch_name text, branch_kind text, branch_path text, unit_id uuid, unit_name text, unit_path text)
language sql security definer set search_path = public stable as $$
  select b.id, b.name, b.kind, b.path::text, u.id, u.name, u.path::text
  from organisation b
  join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
  join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
  where b.region_id = region and b.kind = 'branch' and b.closed_on is null and muster_is_somebody()
    and (b.id = wanted_branch or b.code = wanted_code or b.credit_code = wanted_code)
    and case when wanted_unit is null then s.is_host else s.unit_id = wanted_unit end
$$;

create or replace function roster_namesakes_elsewhere(region int, wanted_name text, wanted_year int) returns int
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return (select count(*)::int from person p join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
          where p.region_id = region and p.name = wanted_name and (p.born_in = wanted_year or p.born_in is null or wanted_year is null)
            and muster_is_somebody() and not coalesce(p.path <@ any (scope) or p.party_path <@ any (scope), false));
end $$;

-- For whoever signs in himself; what the screen in the room is made from is told where he is expected, to be compared with what he typed.
create or replace function study_signing_in(wanted uuid)
returns table (region_id int, code_secret bytea, starts_at timestamptz, ends_at timestamptz, called_off boolean, branch_id uuid,
               written boolean, signed_at timestamptz, path text, party_path text)
language sql security definer set search_path = public stable as $$
  select p.region_id, case when b.branch_id is not null then p.code_secret end, p.starts_at, p.ends_at, p.called_off_at is not null, b.branch_id,
    exists (select from activity a join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.superseded_at is null
             where a.region_id = p.region_id and a.planned_id = p.id and a.voided_at is null and s.branch_id = b.branch_id),
    i.signed_at, m.path::text, m.party_path::text
  from planned_activity p
  left join membership m on m.region_id = p.region_id and m.person_id = nullif(current_setting('muster.self', true), '')::uuid
    and m.to_on is null and m.standing <> 'applicant'
  left join planned_branch b on b.region_id = p.region_id and b.planned_id = p.id and b.branch_id = m.branch_id
  left join sign_in i on i.region_id = p.region_id and i.planned_id = p.id and i.person_id = m.person_id
  where p.region_id in (select r.region_id from region r) and p.id = wanted and nullif(current_setting('muster.self', true), '') is not null
$$;

create or replace function obligation_let_go(region int, person uuid, at timestamptz, actor uuid, actor_name text) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = at, cancelled_by = actor, cancelled_by_name = actor_name, cancel_reason = 'member-left'
   where o.region_id = region and o.person_id = person and o.kind = 'make-up' and obligation_outstanding(o) and muster_is_somebody()
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;

create or replace function obligation_owe_again(region int, person uuid) returns void
language sql security definer set search_path = public as $$
  update obligation o set cancelled_at = null, cancelled_by = null, cancelled_by_name = null, cancel_reason = null
   where o.region_id = region and o.person_id = person and o.kind = 'make-up' and o.cancel_reason = 'member-left' and muster_is_somebody()
     and exists (select from campaign c where c.id = o.campaign_id and c.closed_on is null)
$$;

create or replace function organisation_refresh_links(region int, changed uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  if not coalesce(muster_is_somebody(), false) then raise exception 'out of scope' using errcode = '42501'; end if;
  update organisation o set linked = coalesce((
    select array_agg(case o.tree when 'place' then s.party_path else s.path end order by s.is_host desc, s.from_on, s.branch_id, s.unit_id)
    from branch_serves_unit s
    where s.region_id = region and (case o.tree when 'place' then s.unit_id else s.branch_id end) = o.id and s.to_on is null), '{}')
  where o.region_id = region and o.id = any (changed);
  update organisation_parent p set linked = o.linked from organisation o
   where o.region_id = region and o.id = any (changed) and p.region_id = region and p.organisation_id = o.id and p.to_on is null;
  perform organisation_relink(region, changed);
end $$;

create or replace function organisation_relink(region int, changed uuid[]) returns void
language plpgsql security definer set search_path = public as $$
declare
  place record;
begin
  if not coalesce(muster_is_somebody(), false) then raise exception 'out of scope' using errcode = '42501'; end if;
  for place in
    select * from organisation_present_places() where columns @> array['path', 'linked'] and name <> all (organisation_own_links())
  loop
    execute format('update %s x set linked = o.linked from organisation o
      where o.region_id = $1 and o.id = any ($2) and %s and x.path = o.path and x.linked <> o.linked', place.tab,
      case when place.region_column is null then '$1 is not null' else format('x.%I = $1', place.region_column) end)
    using region, changed;
  end loop;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and unit_id = any (changed)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at, linked = excluded.linked;
end $$;
