-- Who acts for a unit was read as far as one sees the people: whoever sees one of its branches did not see its head or its clerk, who are
-- members of another, nor who keeps the records of that one. The page then named nobody whose turn it was.

-- Heads and clerks of units, by name and office alone, for whoever sees the unit or a branch of it; and the secretaries of those branches that
-- one sees: another branch stays a neighbour.
create function access_holders(regions int[], units uuid[])
returns table (unit_id uuid, role text, name text, organisation_id uuid, organisation_name text)
language plpgsql security definer set search_path = public stable as $$
declare scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
begin
  return query select u.id, a.role, p.name, o.id, o.name
    from unnest(regions, units) w (region, id)
    join organisation u on u.region_id = w.region and u.id = w.id and u.kind = 'unit' and (u.path <@ any (scope) or u.linked <@ any (scope))
    cross join lateral (
      select u.id union
      select s.branch_id from branch_serves_unit s where s.region_id = u.region_id and s.unit_id = u.id and s.to_on is null) h (id)
    join organisation o on o.region_id = u.region_id and o.id = h.id
      and (o.id = u.id or o.path <@ any (scope) or o.linked <@ any (scope))
    join appointment a on a.region_id = o.region_id and a.organisation_id = o.id and a.to_on is null and a.role in ('head', 'clerk', 'secretary')
    join person p on p.region_id = a.region_id and p.id = a.person_id
    order by o.path, p.name, a.id;
end $$;
revoke execute on function access_holders(int[], uuid[]) from public;
grant execute on function access_holders(int[], uuid[]) to muster_app;
