-- Names are found as they are spoken and typed: by characters, pinyin, initials, any mixture, and by code. reading holds what may be
-- typed for a name, one group for each character (apps/server/src/platform/reading), and is written by the application with the name;
-- null: not written yet. It says no more than the name and the codes do, and is seen by whoever sees those.

alter table organisation add column reading text;
alter table person add column reading text;

create index organisation__reading on organisation using gin (reading gin_trgm_ops);
create index person__reading on person using gin (reading gin_trgm_ops);
-- Rows that were written without the application, or before this: few, and found by their name until somebody fills them.
create index organisation__unread on organisation (region_id, id) where reading is null;
create index person__unread on person (region_id, id) where reading is null;

-- A name that changes without its reading loses it, rather than being found by what it was called.
create function reading_of_another_name() returns trigger language plpgsql as $$
begin
  if new.reading is not distinct from old.reading then new.reading := null; end if;
  return new;
end $$;
create trigger organisation__reading before update on organisation for each row
  when (new.name <> old.name or new.code is distinct from old.code or new.credit_code is distinct from old.credit_code)
  execute function reading_of_another_name();
create trigger person__reading before update on person for each row
  when (new.name <> old.name or new.code is distinct from old.code)
  execute function reading_of_another_name();

-- How well a reading answers: 0 the whole, 1 its beginning in whole syllables, 2 its beginning with the last syllable begun, 3 its
-- beginning by initials, 4 anywhere, null not at all.
create function reading_rank(reading text, patterns text[]) returns int language sql immutable parallel safe as $$
  select case when reading !~ patterns[5] then null when reading !~ patterns[4] then 4 when reading !~ patterns[3] then 3
    when reading ~ patterns[1] then 0 when reading ~ patterns[2] then 1 else 2 end
$$;

-- Row security keeps an index on the reading from being used, since a comparison of texts might tell what it compares. These two use it
-- and ask the very scope of the policies themselves; what they return is looked up again under row security.
-- likely: patterns for LIKE, any of which a reading that answers fulfils; patterns: for reading_rank; plain: the name as typed, for LIKE.
create function organisation_search(regions int[], likely text[], patterns text[], plain text, wanted text[], beneath ltree, open_only boolean, at_most int)
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
    where f.rank is not null and f.region_id = any (regions) and f.kind = any (wanted) and (not open_only or f.closed_on is null)
      and (f.path <@ any (scope) or f.linked <@ any (scope)) and (beneath is null or f.path <@ beneath or f.linked <@ beneath)
    order by f.closed_on is not null, f.rank, f.tree desc, f.path, f.name, f.id
    limit at_most;
end $$;

-- Somebody without an open membership or office has left: found after all others, or not at all.
create function person_search(regions int[], likely text[], patterns text[], plain text, beneath ltree, members_only boolean, at_most int)
returns table (region_id int, id uuid, rank int, has_left boolean)
language plpgsql security definer stable rows 20 set search_path = public set plan_cache_mode = force_custom_plan as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  return query
    select s.region_id, s.id, s.rank, s.has_left from (
      select f.*, not f.is_member and not exists (
          select from appointment a where a.region_id = f.region_id and a.person_id = f.id and a.to_on is null) as has_left
      from (
        select p.*, exists (select from membership m where m.region_id = p.region_id and m.person_id = p.id and m.to_on is null) as is_member
        from (
          select q.*, reading_rank(q.reading, patterns) as rank from person q where q.reading like any (likely)
          union all
          select q.*, 4 from person q where q.reading is null and q.name ilike plain
        ) p
        where p.rank is not null and p.region_id = any (regions)
          and (p.path <@ any (scope) or p.party_path <@ any (scope) or p.id = self)
          and (beneath is null or p.path <@ beneath or p.party_path <@ beneath)
      ) f
    ) s
    where s.is_member or not members_only
    order by s.has_left, s.rank, s.path, s.name, s.id
    limit at_most;
end $$;

grant execute on function
  reading_rank(text, text[]),
  organisation_search(int[], text[], text[], text, text[], ltree, boolean, int),
  person_search(int[], text[], text[], text, ltree, boolean, int)
to muster_app;
