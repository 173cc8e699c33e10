-- Who sends a request is asked in one statement, before there is a scope: whoever knows the token is answered about that session and its
-- rights, and nobody else about anything.

drop function access_session(bytea, timestamptz);
create function access_session(token bytea, at timestamptz)
returns table (account_id uuid, login text, person_id uuid, person_region_id int, person_name text, csrf text, expires_at timestamptz,
               seen_at timestamptz, created_at timestamptz, home text[], stamp text, until timestamptz)
language sql security definer set search_path = public stable as $$
  select a.id, a.login, a.person_id, a.person_region_id, p.name, s.csrf, s.expires_at, s.seen_at, s.created_at,
    array_remove(array[p.path, p.party_path]::text[], null), g.stamp, g.until
  from session s
  join account a on a.id = s.account_id and a.state = 'active'
  join person p on p.region_id = a.person_region_id and p.id = a.person_id
  cross join lateral access_grants_stamp(a.person_id, at) g
  where s.token_hash = token and s.ended_at is null and s.expires_at > at
$$;
revoke execute on function access_session(bytea, timestamptz) from public;
grant execute on function access_session(bytea, timestamptz) to muster_app;

create or replace function access_grants_stamp(wanted uuid, at timestamptz, out stamp text, out until timestamptz)
language sql security definer set search_path = public stable as $$
  select count(*) || '-' || coalesce(sum(g.changed), 0),
         min(least(case when g.from_at > at then g.from_at end, case when g.to_at > at then g.to_at end))
    from access_grant g where g.person_id = wanted
$$;
revoke execute on function access_grants_stamp(uuid, timestamptz) from muster_app;

-- The rights of one role at one node in one line: an office has dozens at each.
create function access_session_grants(token bytea, at timestamptz)
returns table (verbs text[], path text, region_id int, organisation_id uuid, role text, campaign_id uuid)
language sql security definer set search_path = public stable as $$
  select array_agg(g.verb order by g.verb), g.path::text, g.organisation_region_id, g.organisation_id, g.role, g.campaign_id
    from access_grant g
   where g.person_id = (select s.person_id from access_session(token, at) s) and g.from_at <= at and (g.to_at is null or g.to_at > at)
   group by g.path, g.organisation_region_id, g.organisation_id, g.role, g.campaign_id
   order by g.path, g.role
$$;
revoke execute on function access_session_grants(bytea, timestamptz) from public;
grant execute on function access_session_grants(bytea, timestamptz) to muster_app;

-- Of others, only somebody asks.
create or replace function access_grants(wanted uuid, at timestamptz)
returns table (verb text, path text, linked text[], region_id int, organisation_id uuid, organisation_name text, organisation_kind text, role text,
               cause_kind text, campaign_id uuid)
language sql security definer set search_path = public stable as $$
  select g.verb, g.path::text, g.linked::text[], g.organisation_region_id, g.organisation_id, o.name, o.kind, g.role, g.cause_kind, g.campaign_id
  from access_grant g join organisation o on o.region_id = g.organisation_region_id and o.id = g.organisation_id
  where g.person_id = wanted and g.from_at <= at and (g.to_at is null or g.to_at > at) and muster_is_somebody()
  order by g.path, g.verb
$$;
