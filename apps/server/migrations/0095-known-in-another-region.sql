-- Whoever gets an office in another storage region is known there as well, by the same id and with what their records are hashed with; a code
-- is a region's own. Only somebody whom one may see comes to a place that one may see.
create function person_know(region int, wanted uuid, place ltree, party ltree, at timestamptz) returns void
language plpgsql security definer set search_path = public as $$
declare
  scope constant text := nullif(current_setting('muster.scope', true), '');
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  insert into person
  select (organisation_moved_row(p, jsonb_build_object('region_id', region, 'path', place, 'party_path', party, 'code', null, 'moved_to', null,
    'recorded_at', at))).*
  from person p
  where p.id = wanted and p.region_id <> region and p.moved_to is null
    and case scope when '*' then true
      else (place <@ any (scope::ltree[]) or party <@ any (scope::ltree[]))
        and (p.path <@ any (scope::ltree[]) or p.party_path <@ any (scope::ltree[]) or p.id = self) end
  order by p.region_id limit 1
  on conflict (region_id, id) do update set path = excluded.path, party_path = excluded.party_path, code = null, moved_to = null
    where person.moved_to is not null;
end $$;
revoke execute on function person_know(int, uuid, ltree, ltree, timestamptz) from public;
grant execute on function person_know(int, uuid, ltree, ltree, timestamptz) to muster_app, muster_worker;

-- The command line names an administrator by the login.
grant execute on function access_account(text) to muster_worker;

-- What has gone to another storage region is found over there alone: its closed rows have no page. Somebody whom several regions know
-- is found once, where the membership is.

-- likely: patterns for LIKE, any of which a reading that answers fulfils; patterns: for reading_rank; plain: the name as typed, for LIKE.
create or replace function organisation_search(regions int[], likely text[], patterns text[], plain text, wanted text[], beneath ltree, open_only boolean, at_most int)
returns table (region_id int, id uuid, rank int)
language plpgsql security definer stable rows 20 set search_path = public set plan_cache_mode = force_custom_plan as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query
    select f.region_id, f.id, f.rank from (
      select o.*, reading_rank(o.reading, patterns) as rank from organisation o where o.reading like any (likely)
      union all
      select o.*, 4 from organisation o where o.reading is null and o.name ilike plain
    ) f
    where f.rank is not null and f.moved_to is null and f.region_id = any (regions) and f.kind = any (wanted) and (not open_only or f.closed_on is null)
      and (f.path <@ any (scope) or f.linked <@ any (scope)) and (beneath is null or f.path <@ beneath or f.linked <@ beneath)
    order by f.closed_on is not null, f.rank, f.tree desc, f.path, f.name, f.id
    limit at_most;
end $$;

-- Somebody without an open membership or office has left: found after all others, or not at all.
create or replace function person_search(regions int[], likely text[], patterns text[], plain text, beneath ltree, members_only boolean, at_most int)
returns table (region_id int, id uuid, rank int, has_left boolean)
language plpgsql security definer stable rows 20 set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select s.region_id, s.id, s.rank, s.has_left from (
      select f.*, row_number() over (partition by f.id order by f.is_member desc, f.region_id) as copy, not f.is_member and not exists (
          select from appointment a where a.region_id = f.region_id and a.person_id = f.id and a.to_on is null) as has_left
      from (
        select p.*, exists (select from membership m where m.region_id = p.region_id and m.person_id = p.id and m.to_on is null) as is_member
        from (
          select q.*, reading_rank(q.reading, patterns) as rank from person q where q.reading like any (likely)
          union all
          select q.*, 4 from person q where q.reading is null and q.name ilike plain
        ) p
        where p.rank is not null and p.moved_to is null and p.region_id = any (regions)
          and (p.path <@ any (scope) or p.party_path <@ any (scope) or p.id = self)
          and (beneath is null or p.path <@ beneath or p.party_path <@ beneath)
      ) f
    ) s
    where (s.is_member or not members_only) and s.copy = 1
    order by s.has_left, s.rank, s.path, s.name, s.id
    limit at_most;
end $$;

-- As before, each once, however many regions know them.
create or replace function access_people(people uuid[])
returns table (region_id int, person_id uuid, name text, code text)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query select distinct on (p.id) p.region_id, p.id, p.name, p.code from person p where p.id = any (people) and (
    exists (select from appointment a
            where a.region_id = p.region_id and a.person_id = p.id and (a.path <@ any (scope) or a.linked <@ any (scope)))
    or exists (select from membership m
               where m.region_id = p.region_id and m.person_id = p.id and (m.path <@ any (scope) or m.party_path <@ any (scope))))
    order by p.id, p.moved_to is not null, p.region_id;
end $$;
