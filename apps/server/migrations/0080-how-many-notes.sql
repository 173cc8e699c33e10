-- Of a writing that is asked of members a number of times, each owes one thing, and not as many as there are notes: how many were asked
-- when it was asked stands on it, and how many there are is counted from the notes when it is read.
alter table obligation
  add column asked_number int,
  add constraint obligation__asked_number check (asked_number is null or (kind = 'note' and asked_number > 0 and origin_id is null));

-- As before; the few that these people owe are found first. Joined in another order, on tables that nobody has analysed yet, whether each is
-- outstanding was asked for every pair of rows.
create or replace function obligation_take_along(region int, people uuid[]) returns void
language plpgsql security definer set search_path = public as $$
declare scope constant text := nullif(current_setting('muster.scope', true), '');
begin
  -- Whoever moved them may see them where they are now, or where they were.
  if scope is null then raise exception 'out of scope' using errcode = '42501'; end if;
  with theirs as materialized (
    select o as owed from obligation o
    where o.region_id = region and o.person_id = any (people) and o.kind in ('make-up', 'note') and o.cancelled_at is null
  ), outstanding as materialized (
    select (t.owed).* from theirs t where obligation_outstanding(t.owed)
  ), along as materialized (
    select o.id, m.unit_id, m.branch_id, p.id as participation_id, p.path, p.linked,
      case o.anchor when 'day' then greatest(s.starts_on, least(s.ends_on, o.due_on))
        else obligation_due(o.anchor, o.offset_days, s.starts_on, s.ends_on) end as due_on
    from outstanding o
    join membership m on m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null
    join participation p on p.region_id = o.region_id and p.unit_id = m.unit_id and p.campaign_id = o.campaign_id and p.ended_at is null
    join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = o.stage_code
    where (m.unit_id <> o.unit_id or m.branch_id is distinct from o.branch_id) and s.closed_at is null
  )
  update obligation o set unit_id = a.unit_id, branch_id = a.branch_id, participation_id = a.participation_id, path = a.path,
    linked = a.linked, due_on = a.due_on
  from along a where o.region_id = region and o.id = a.id;
end $$;
