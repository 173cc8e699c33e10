-- A leader writes down what was done at the own contact point, and takes it back, wherever that is: outside of the own office, before it
-- begins and after it has ended. The visit itself was the leader's to write; its entry, which stands at the contact point, was not.

-- Where, until the transaction ends, whoever leads there leaves entries about what he or she did; at nobody else's contact point.
create function supervision_at_point(wanted uuid) returns void language plpgsql set search_path = public as $$
declare place text;
begin
  select c.path::text into place from contact_point c
    where c.region_id in (select r.region_id from region r) and c.id = wanted
      and c.person_id = nullif(current_setting('muster.self', true), '')::uuid;
  execute format('set local muster.point = %L', coalesce(place, ''));
end $$;
grant execute on function supervision_at_point(uuid) to muster_app;

create policy own on ledger_entry for insert to muster_app
  with check (actor_id = nullif(current_setting('muster.self', true), '')::uuid
    and path = nullif(current_setting('muster.point', true), '')::ltree);
create policy own on ledger_pending for insert to muster_app
  with check (path = nullif(current_setting('muster.point', true), '')::ltree);
