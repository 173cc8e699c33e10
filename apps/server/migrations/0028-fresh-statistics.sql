-- PostgreSQL plans by what it last counted. A transaction that fills a table many times over is planned, and its foreign keys are
-- checked, as if the table still had a handful of rows: 16,000 members took two minutes and were given up. What writes that much counts
-- again on the way. Only the owner of a table may; the application says which, and can do nothing else with it.
create function count_again(tables text[]) returns void language plpgsql security definer set search_path = public as $$
declare
  each text;
begin
  for each in
    select c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any (tables) and pg_get_userbyid(c.relowner) = current_user
  loop
    execute format('analyze public.%I', each);
  end loop;
end $$;
revoke execute on function count_again(text[]) from public;
grant execute on function count_again(text[]) to muster_app, muster_worker;

-- The latest activities first, of a whole region or of one unit.
create index activity__time on activity (region_id, starts_at desc, id desc);
create index activity__unit_time on activity (region_id, host_unit_id, starts_at desc, id desc);
