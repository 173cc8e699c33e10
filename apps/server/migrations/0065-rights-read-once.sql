-- What somebody is granted is thousands of rows for a team with hundreds of units, and was read with every request. It is read again only when
-- it has changed: each change of a grant takes a number of its own, and the numbers of a person's grants together say whether anything
-- did. A sum rather than the greatest: of two changes, the one that is numbered first may be committed last.

create sequence access_grant_change;
alter table access_grant add column changed bigint not null default nextval('access_grant_change');
alter table access_grant alter column changed drop default;
alter sequence access_grant_change owned by access_grant.changed;

create function access_grant__changed() returns trigger
language plpgsql security definer set search_path = public as $$
begin
  new.changed := nextval('access_grant_change');
  return new;
end $$;
create trigger access_grant__changed before insert or update on access_grant
  for each row execute function access_grant__changed();
revoke execute on function access_grant__changed() from public;

drop index access_grant__of_person;
create index access_grant__of_person on access_grant (person_id) include (changed, from_at, to_at);

-- Says the same twice where the grants are the same; and until when no grant begins or ends by itself (null: none does).
create function access_grants_stamp(wanted uuid, at timestamptz, out stamp text, out until timestamptz)
language sql security definer set search_path = public stable as $$
  select count(*) || '-' || coalesce(sum(g.changed), 0),
         min(least(case when g.from_at > at then g.from_at end, case when g.to_at > at then g.to_at end))
    from access_grant g where g.person_id = wanted
$$;
revoke execute on function access_grants_stamp(uuid, timestamptz) from public;
grant execute on function access_grants_stamp(uuid, timestamptz) to muster_app;

-- The nodes at which somebody holds anything, as they are called now; to nobody else.
create function access_own_nodes(at timestamptz)
returns table (id uuid, name text, kind text)
language sql security definer set search_path = public stable as $$
  select o.id, o.name, o.kind
    from (select distinct g.organisation_region_id, g.organisation_id from access_grant g
           where g.person_id = nullif(current_setting('muster.self', true), '')::uuid
             and g.from_at <= at and (g.to_at is null or g.to_at > at)) held
    join organisation o on o.region_id = held.organisation_region_id and o.id = held.organisation_id
$$;
revoke execute on function access_own_nodes(timestamptz) from public;
grant execute on function access_own_nodes(timestamptz) to muster_app;
