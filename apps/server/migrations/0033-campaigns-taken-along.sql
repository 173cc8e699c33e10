-- A unit that goes to another region goes on with the campaign that it takes part in, though that campaign is rooted elsewhere: it is at
-- hand at the unit, at its branches and at whatever lies above them there.

create or replace function campaigns_at(at ltree, others ltree[]) returns setof uuid
language sql security definer set search_path = public stable as $$
  select c.id from campaign c
   where c.path @> at or c.path @> any (others)
      or (others = '{}' and subpath(c.path, 0, 1) <> subpath(at, 0, 1)
          and exists (select from organisation o
                       where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null and o.linked <@ c.path)
          and (nlevel(c.path) = 1
               or not exists (select from organisation o
                               where o.path <@ at and o.kind in ('unit', 'branch') and o.closed_on is null
                                 and o.linked <> '{}' and not o.linked <@ c.path)))
      or exists (select from participation p
                  where p.campaign_id = c.id and p.region_id <> c.root_region_id and p.ended_at is null
                    and (p.path <@ at or p.linked <@ at))
$$;
