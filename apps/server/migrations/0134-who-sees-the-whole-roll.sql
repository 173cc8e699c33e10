-- A joint branch has people of several units. Who answers for one of them alone sees its people alone, and would write sheets without the others.

-- Those of the branches with somebody on the roll whom the scope does not cover.
create function study_rolls_partly_seen(region int, branches uuid[]) returns setof uuid
language sql security definer set search_path = public stable rows 1 as $$
  select distinct m.branch_id from membership m
  where m.region_id = region and m.branch_id = any (branches) and m.to_on is null and m.standing <> 'applicant'
    and (m.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
      or m.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])) is not true
$$;
-- The branches with somebody on their sheet of an activity, the version that stands, whom the scope does not cover.
create function study_sheets_partly_seen(region int, wanted uuid) returns setof uuid
language sql security definer set search_path = public stable rows 1 as $$
  select distinct s.branch_id from sheet s
  join attendance a on a.region_id = s.region_id and a.sheet_id = s.id
  where s.region_id = region and s.activity_id = wanted and s.superseded_at is null
    and (a.path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])
      or a.party_path <@ any (nullif(current_setting('muster.scope', true), '')::ltree[])) is not true
$$;
revoke execute on function study_rolls_partly_seen(int, uuid[]), study_sheets_partly_seen(int, uuid) from public;
grant execute on function study_rolls_partly_seen(int, uuid[]), study_sheets_partly_seen(int, uuid) to muster_app;

-- Asked only by functions that see what these do: planned within them, instead of apart for each unit.
alter function study_apart(int, uuid[]) security invoker;
alter function study_apart(int, uuid[]) reset all;
alter function study_made_up(int, uuid[]) security invoker;
alter function study_made_up(int, uuid[]) reset all;
