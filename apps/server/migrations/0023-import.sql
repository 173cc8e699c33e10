-- After tens of thousands of rows at once the database would plan by the figures of before: lists and recounts join row by row until
-- the statistics are taken anew, which autovacuum does a minute later. Only the owner of a table may take them.
create function analyze_rosters() returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  analyze organisation, organisation_parent, branch_serves_unit, organisation_claim, person, membership;
end $$;
revoke execute on function analyze_rosters() from public;
grant execute on function analyze_rosters() to muster_app;
