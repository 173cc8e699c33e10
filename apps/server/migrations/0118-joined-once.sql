-- The day on which somebody joined is kept through every transfer, merger and move to another region: a membership is one stretch at
-- one place, and says since when somebody belongs there and when they joined. Only who left and came back joins anew.

alter table membership add column joined_on date;

-- What continues what is read from how each stretch ended, across regions too: the person keeps the id there.
with stretches as (
  select region_id, id, person_id, from_on, count(*) filter (where end_reason not in ('transferred', 'merged', 'region-moved')) over (
    partition by person_id order by from_on, to_on nulls last, recorded_at, id rows between unbounded preceding and 1 preceding) as left_before
  from membership
), joined as (
  select region_id, id, min(from_on) over (partition by person_id, left_before) as joined_on from stretches
)
update membership m set joined_on = j.joined_on from joined j where j.region_id = m.region_id and j.id = m.id;

alter table membership alter column joined_on set not null;
alter table membership add constraint membership__joined check (joined_on <= from_on);

-- As before; the day of joining goes along.
create or replace function roster_move(region int, wanted uuid, new_membership uuid, mover uuid, mover_name text, on_day date, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  t transfer;
  m membership;
  branch_path ltree;
  unit_path ltree;
  is_floating boolean;
begin
  select * into t from transfer where region_id = region and id = wanted for update;
  select b.path, u.path into branch_path, unit_path
  from organisation b
  join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.unit_id = t.to_unit_id and s.to_on is null
  join organisation u on u.region_id = s.region_id and u.id = s.unit_id and u.closed_on is null
  where b.region_id = region and b.id = t.to_branch_id and b.closed_on is null;
  if branch_path is null then
    raise exception 'the branch does not serve the unit' using errcode = '23514', constraint = 'transfer__destination', table = 'transfer';
  end if;
  if not coalesce(branch_path <@ any (scope) or unit_path <@ any (scope), false) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  if t.outcome is not null then
    raise exception 'settled already' using errcode = '23514', constraint = 'transfer__open', table = 'transfer';
  end if;
  select * into m from membership where region_id = region and id = t.membership_id for update;
  if m.to_on is not null or (m.branch_id, m.unit_id) <> (t.from_branch_id, t.from_unit_id) then
    raise exception 'no longer there' using errcode = '23514', constraint = 'transfer__still_there', table = 'transfer';
  end if;
  if on_day < m.from_on or on_day > (at at time zone (select time_zone from instance))::date then
    raise exception 'the day does not fit' using errcode = '23514', constraint = 'transfer__day', table = 'transfer';
  end if;
  update membership set to_on = on_day, end_reason = 'transferred' where region_id = region and id = m.id;
  insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, path, party_path, recorded_at)
  values (region, new_membership, m.person_id, t.to_branch_id, t.to_unit_id, m.standing, on_day, m.joined_on, unit_path, branch_path, at);
  update person set path = unit_path, party_path = branch_path where region_id = region and id = m.person_id
  returning 'floating' = any (categories) into is_floating;
  update transfer set outcome = 'accepted', settled_at = at, settled_by = mover, settled_by_name = mover_name, moved_on = on_day,
    opened_membership_id = new_membership where region_id = region and id = wanted;
  if m.standing <> 'applicant' then
    insert into rollup_delta (region_id, id, campaign_id, measure, amount, path, party_path)
    select region, gen_random_uuid(), null, figure.measure, leaf.amount, leaf.path, leaf.party_path
    from (values (-1, m.path, m.party_path), (1, unit_path, branch_path)) leaf (amount, path, party_path)
    cross join (values ('members', true), ('floating', is_floating)) figure (measure, counts)
    where figure.counts;
  end if;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select region_id, id, path, linked from participation where region_id = region and unit_id in (m.unit_id, t.to_unit_id)
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
end $$;

-- As before, with the day of joining, and with what was before a move to another region.
drop function roster_memberships(int, uuid);
create function roster_memberships(region int, wanted uuid)
returns table (membership_id uuid, branch_id uuid, branch_name text, unit_id uuid, unit_name text, standing text, from_on date,
  joined_on date, to_on date, end_reason text)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  self constant uuid := nullif(current_setting('muster.self', true), '')::uuid;
begin
  if not exists (select from person p where p.region_id = region and p.id = wanted
                 and (p.path <@ any (scope) or p.party_path <@ any (scope) or p.id = self)) then
    return;
  end if;
  return query
    select m.id, m.branch_id, b.name, m.unit_id, u.name, m.standing, m.from_on, m.joined_on, m.to_on, m.end_reason
    from region r
    join membership m on m.region_id = r.region_id and m.person_id = wanted
    join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    order by m.from_on desc, m.to_on desc nulls first, m.recorded_at desc, m.id desc;
end $$;
revoke execute on function roster_memberships(int, uuid) from public;
grant execute on function roster_memberships(int, uuid) to muster_app;
