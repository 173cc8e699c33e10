-- An import tells of somebody new who may be on the roster elsewhere already, as the form for one person does.

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
