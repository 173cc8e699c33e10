-- A unit whose vote failed, or that has something to correct, was not merged; but all of its members could be transferred, and nobody was left who
-- could vote again or answer. The last member of such a unit is not transferred. Whoever dies or leaves is no transfer.

-- What these units have still to settle in campaigns that run: a vote that fails in the stage that they are in, and orders to correct that
-- nobody has verified. For functions of the owner alone: it asks for no scope.
create function gate_unsettled(region int, units uuid[]) returns table (unit_id uuid, vote_fails boolean, orders bigint, due_on date)
language sql security definer set search_path = public stable as $$
  select p.unit_id, bool_or(v.fails), sum(o.orders)::bigint, min(o.due_on)
  from participation p
  join campaign c on c.id = p.campaign_id and c.closed_on is null
  cross join lateral (
    select count(*) as orders, min(o.due_on) as due_on from order_to_correct o
    where o.region_id = p.region_id and o.participation_id = p.id
      and not exists (select from order_verification v where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')) o
  cross join lateral (
    -- Most units have not voted: their measures are not worked out.
    select exists (
      select from participation_stage s
      where s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null and s.closed_at is null
        and exists (select from assessment a where a.region_id = s.region_id and a.participation_id = s.participation_id and a.stage_code = s.stage_code)
        and exists (
          select from assessment_measures(array[s.region_id], array[s.participation_id], s.stage_code) m
          join stage_condition k on k.region_id = s.region_id and k.participation_id = s.participation_id and k.stage_code = s.stage_code
            and k.condition_code = m.condition_code and k.is_hard and k.applies and k.threshold_num is not null
          where m.den > 0
            and case k.comparison when 'below' then m.num * k.threshold_den >= k.threshold_num * m.den
                                  else m.num * k.threshold_den < k.threshold_num * m.den end)) as fails) v
  where p.region_id = region and p.unit_id = any (units) and p.ended_at is null
  group by p.unit_id
  having bool_or(v.fails) or sum(o.orders) > 0
$$;
revoke execute on function gate_unsettled(int, uuid[]) from public;

-- The same with who is there, for whoever manages the roster, and for the other end of a transfer out of the unit, who sees its name already.
create function roster_unsettled(region int, units uuid[])
returns table (unit_id uuid, unit_name text, vote_fails boolean, orders bigint, due_on date, members bigint, only_member uuid)
language sql security definer set search_path = public stable as $$
  select u.id, u.name, g.vote_fails, g.orders, g.due_on, m.members, case when m.members = 1 then m.people[1] end
  from gate_unsettled(region, array(
    select o.id from organisation o
    where o.region_id = region and o.id = any (units)
      and (muster_in_scope(o.path, o.linked)
        or exists (select from transfer t where t.region_id = o.region_id and t.from_unit_id = o.id and t.outcome is null
          and muster_in_scope(t.path, t.linked))))) g
  join organisation u on u.region_id = region and u.id = g.unit_id
  cross join lateral (
    select count(*) as members, array_agg(m.person_id) as people from membership m
    where m.region_id = region and m.unit_id = g.unit_id and m.to_on is null and m.standing <> 'applicant') m
$$;
revoke execute on function roster_unsettled(int, uuid[]) from public;
grant execute on function roster_unsettled(int, uuid[]) to muster_app;

-- Asked at the end of the transaction: a file may transfer one away and another here. Two that transfer the last two wait for each other.
create function membership__last_one_stays() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from gate_unsettled(new.region_id, array[new.unit_id])) then
    return null;
  end if;
  perform pg_advisory_xact_lock(hashtext('muster last member'), hashtext(new.unit_id::text));
  if not exists (
    select from membership m
    where m.region_id = new.region_id and m.unit_id = new.unit_id and m.to_on is null and m.standing <> 'applicant') then
    raise exception 'nobody would be left' using errcode = '23514', constraint = 'membership__last_one_stays', table = 'membership';
  end if;
  return null;
end $$;
revoke execute on function membership__last_one_stays() from public;
create constraint trigger membership__last_one_stays after update of to_on on membership deferrable initially deferred
  for each row when (old.to_on is null and new.to_on is not null and new.end_reason = 'transferred' and new.standing <> 'applicant')
  execute function membership__last_one_stays();
