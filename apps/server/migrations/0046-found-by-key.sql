-- What every request asks, found by a key: the rights of a person at an instant, of which those that have ended are a part, and whether
-- a unit takes part in a campaign, which row security would look for row by row.

create index access_grant__of_person on access_grant (person_id);
drop index access_grant__person;

-- Says no more than that: whoever asks knows the campaign and the place.
create function campaign_has_part_at(wanted uuid, places ltree[]) returns boolean
language sql security definer set search_path = public stable as $$
  select exists (select from unnest(places) place join participation p on p.path = place
                  where p.campaign_id = wanted and p.ended_at is null)
$$;
revoke execute on function campaign_has_part_at(uuid, ltree[]) from public;
grant execute on function campaign_has_part_at(uuid, ltree[]) to muster_app, muster_worker;
