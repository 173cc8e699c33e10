-- A joint branch has people of several units. Who answers for one of them alone sees its people alone, and would write sheets without the others.

-- Of the branches that the scope covers, or whose unit it covers: whether somebody is on the roll whom it does not.
create function study_rolls_partly_seen(region int, branches uuid[]) returns table (branch_id uuid, partly boolean)
language sql security definer set search_path = public stable as $$
  with scope as (select nullif(current_setting('muster.scope', true), '')::ltree[] as paths)
  select o.id, exists (select from membership m
    where m.region_id = region and m.branch_id = o.id and m.to_on is null and m.standing <> 'applicant'
      and not (m.path <@ any (scope.paths) or m.party_path <@ any (scope.paths)))
  from scope, organisation o
  where o.region_id = region and o.id = any (branches) and (o.path <@ any (scope.paths) or o.linked <@ any (scope.paths))
$$;
-- Of the sheets of an activity that stand, each of a branch that the scope covers, or whose unit it covers: the same of those on it.
create function study_sheets_partly_seen(region int, wanted uuid) returns table (branch_id uuid, partly boolean)
language sql security definer set search_path = public stable as $$
  with scope as (select nullif(current_setting('muster.scope', true), '')::ltree[] as paths)
  select s.branch_id, exists (select from attendance a
    where a.region_id = s.region_id and a.sheet_id = s.id and not (a.path <@ any (scope.paths) or a.party_path <@ any (scope.paths)))
  from scope, sheet s
  where s.region_id = region and s.activity_id = wanted and s.superseded_at is null
    and (s.path <@ any (scope.paths) or s.party_path <@ any (scope.paths))
$$;
revoke execute on function study_rolls_partly_seen(int, uuid[]), study_sheets_partly_seen(int, uuid) from public;
grant execute on function study_rolls_partly_seen(int, uuid[]), study_sheets_partly_seen(int, uuid) to muster_app;

-- Asked only by functions that see what these do: planned within them, instead of apart for each unit.
alter function study_apart(int, uuid[]) security invoker;
alter function study_apart(int, uuid[]) reset all;
alter function study_made_up(int, uuid[]) security invoker;
alter function study_made_up(int, uuid[]) reset all;
