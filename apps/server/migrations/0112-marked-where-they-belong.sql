-- Hours follow whoever earned them: where a meeting is voided or its sheet corrected, the standing is worked out again of the units where
-- its people belong now, and not only of those where they belonged then. Whoever corrects need not see them.
create function study_mark_belonging(region int, campaign uuid, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
begin
  if not coalesce(muster_is_somebody(), false) then raise exception 'out of scope' using errcode = '42501'; end if;
  insert into rollup_dirty (region_id, participation_id, path, linked)
  select p.region_id, p.id, p.path, p.linked
    from (select distinct m.unit_id from membership m where m.region_id = region and m.person_id = any (people) and m.to_on is null) u
    join participation p on p.region_id = region and p.unit_id = u.unit_id and p.campaign_id = campaign and p.ended_at is null
   order by p.id
  on conflict (region_id, participation_id) do update set marked_at = excluded.marked_at;
end $$;
revoke execute on function study_mark_belonging(int, uuid, uuid[]) from public;
grant execute on function study_mark_belonging(int, uuid, uuid[]) to muster_app;

insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation where ended_at is null
on conflict (region_id, participation_id) do nothing;
