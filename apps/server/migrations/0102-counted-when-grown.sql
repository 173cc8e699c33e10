-- Counting a table again takes longer the larger it is, and changes nothing for one that is about as large as when it was counted last:
-- only what has grown by a fifth is counted. What somebody else counts just now is left to them, so that two long commands do not wait
-- for each other. So whatever is written by the thousand may ask for it each time, the ledger too: its few first entries had been
-- counted, and each of thousands that came together was looked for among all the others.
create or replace function count_again(tables text[]) returns void language plpgsql security definer set search_path = public as $$
declare
  each text;
begin
  for each in
    select c.relname from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname = any (tables) and pg_get_userbyid(c.relowner) = current_user
       and pg_relation_size(c.oid) > 1.2 * c.relpages * current_setting('block_size')::int
  loop
    execute format('analyze (skip_locked) public.%I', each);
  end loop;
end $$;
