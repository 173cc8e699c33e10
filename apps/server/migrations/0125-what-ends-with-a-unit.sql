-- A unit that was ordered to correct something went on by being merged into one that had passed, and nobody could answer the order any more.
-- It is neither merged nor closed until every order is verified, whoever gave it. An order of a campaign that is closed, or in which the
-- unit's part has ended, holds nothing up.

-- Orders of a unit that nobody has verified, the earliest day first. Whoever may end the unit is told of them, whoever gave them.
create function organisation_unmended(region int, unit uuid) returns table (order_id uuid, body text, due_on date)
language sql security definer set search_path = public stable as $$
  select o.id, o.body, o.due_on
  from organisation u
  join participation p on p.region_id = u.region_id and p.unit_id = u.id and p.ended_at is null
  join campaign c on c.id = p.campaign_id and c.closed_on is null
  join order_to_correct o on o.region_id = p.region_id and o.participation_id = p.id
  where u.region_id = region and u.id = unit and muster_in_scope(u.path, u.linked)
    and not exists (select from order_verification v where v.region_id = o.region_id and v.order_id = o.id and v.outcome = 'verified')
  order by o.due_on, o.recorded_at, o.id
$$;
revoke execute on function organisation_unmended(int, uuid) from public;
grant execute on function organisation_unmended(int, uuid) to muster_app;

create function organisation__orders_verified() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if exists (select from organisation_unmended(new.region_id, new.id)) then
    raise exception 'an order to correct is not verified'
      using errcode = '23514', constraint = 'organisation__orders_verified', table = 'organisation';
  end if;
  return new;
end $$;
revoke execute on function organisation__orders_verified() from public;
create trigger organisation__orders_verified before update of closed_on, merged_into on organisation
  for each row when (not participation_goes_along()
    and (new.closed_on is not null and old.closed_on is null or new.merged_into is not null and old.merged_into is null))
  execute function organisation__orders_verified();
