-- Who is meant by a name. An import tells of somebody new who may be on the roster elsewhere already, as the form for one person does; and
-- what a name begins with is read anew: a unit's by the ordinary reading, a surname without those that nobody uses.

-- Of each name that a file asks about, members outside the node whom it may mean, whoever sees them: how many, and nothing about them.
create function roster_namesakes_outside(region int, node ltree, asked json) returns table (key text, people int)
language plpgsql security definer set search_path = public stable as $$
begin
  return query
    select a.key, count(*)::int
    from json_to_recordset(asked) as a(key text, name text, "bornIn" int, "hasCode" boolean)
    join person p on p.region_id = region and p.name = a.name
      and case when p.born_in is null or a."bornIn" is null then p.code is null or not a."hasCode" else p.born_in = a."bornIn" end
    join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
    where muster_is_somebody() and not (m.path <@ node or m.party_path <@ node)
    group by a.key;
end $$;
grant execute on function roster_namesakes_outside(int, ltree, json) to muster_app;

-- How well a reading answers: 0 the whole, 1 its beginning in whole syllables, 2 the same by what else a surname may be read as, 3 its
-- beginning with the last syllable begun, 4 its beginning by initials, 5 anywhere. Each pattern answers wherever one before it does.
create or replace function reading_rank(reading text, patterns text[]) returns int language sql immutable parallel safe as $$
  select case when reading !~ patterns[6] then null when reading !~ patterns[5] then 5 when reading !~ patterns[4] then 4
    when reading ~ patterns[1] then 0 when reading ~ patterns[2] then 1 when reading ~ patterns[3] then 2 else 3 end
$$;

-- Worked out again by the application, when it starts; until then such a name is found by its characters.
update organisation set reading = null where reading ~ '^, [^ ,;]+ [^ ,;]+ ';
update person set reading = null where reading ~ '^, [^ ,;]+ [^ ,;]+ ';
