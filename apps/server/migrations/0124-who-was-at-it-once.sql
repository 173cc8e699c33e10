-- Who has held what every level holds, of a whole city: it looked up every attendance of every head, which lie scattered over the whole
-- table, and then who was at each meeting as well. Now who was at a meeting is read once, and of its units whether the head was among them.
-- What was planned for some places does for none that is much larger or smaller, so that each is planned by itself.
create or replace function study_mobilised(region int, node ltree, campaign uuid, stage text, forms text[], kinds text[])
returns table (level text, organisation_id uuid, unit_id uuid, path ltree, kind text, activity_id uuid, held_on date, in_person boolean)
language plpgsql security definer set search_path = public set random_page_cost = 1.1 set plan_cache_mode = force_custom_plan stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  zone constant text := (select time_zone from instance);
begin
  return query
    with asked as (
      select f as form, k as kind from unnest(forms, kinds) as a (f, k)
    ), each_kind as materialized (
      select distinct a.kind from asked a
    ), begun as materialized (
      select p.unit_id as unit, o.path as place
      from participation p
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = stage and s.opened_at is not null
      join organisation o on o.region_id = p.region_id and o.id = p.unit_id
      where p.region_id = region and p.campaign_id = campaign and p.ended_at is null
        and (p.path <@ node or p.linked <@ node) and (p.path <@ any (scope) or p.linked <@ any (scope))
    ), branches as materialized (
      select b.id as branch, h.unit_id as unit, b.path as place
      from organisation b
      join branch_serves_unit h on h.region_id = b.region_id and h.branch_id = b.id and h.is_host and h.to_on is null
      join participation p on p.region_id = h.region_id and p.unit_id = h.unit_id and p.campaign_id = campaign and p.ended_at is null
      join participation_stage s on s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = stage and s.opened_at is not null
      where b.region_id = region and b.kind = 'branch' and b.closed_on is null and b.moved_to is null
        and (b.path <@ node or b.linked <@ node) and (b.path <@ any (scope) or b.linked <@ any (scope))
    ), meeting as materialized (
      select s.id as sheet, s.branch_id as branch, v.id as activity, v.starts_at, k.kind as as_kind
      from activity v
      join asked k on k.form = v.kind
      join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
      where v.region_id = region and v.campaign_id = campaign and v.voided_at is null
    ), places as materialized (
      -- With a unit beneath that has opened the stage.
      select o.id as place, o.path
      from (select distinct subpath(g.place, 0, n) as path
            from (select distinct subpath(b.place, 0, -1) as place from begun b where nlevel(b.place) > 1) g
            cross join lateral generate_series(1, nlevel(g.place)) n) above
      join organisation o on o.region_id = region and o.path = above.path
      where o.kind = 'region' and o.closed_on is null and o.moved_to is null and o.path <@ node and o.path <@ any (scope)
    ), place_held as materialized (
      -- One with somebody who leads the place: on a sheet, as a guest, or speaking; then the first.
      select h.place, h.as_kind, (array_agg(h.activity order by h.led desc, h.starts_at, h.activity))[1] as activity,
        (array_agg(h.starts_at order by h.led desc, h.starts_at, h.activity))[1] as starts_at, bool_or(h.led) as led
      from (
        select p.place, k.kind as as_kind, v.id as activity, v.starts_at,
          exists (
            select from appointment a
            where a.region_id = region and a.organisation_id = p.place and a.role in ('head', 'leader') and a.to_on is null
              and (exists (select from sheet s join attendance t on t.region_id = s.region_id and t.sheet_id = s.id
                             where s.region_id = region and s.activity_id = v.id and s.superseded_at is null
                               and t.person_id = a.person_id and t.presence = 'present')
                or exists (select from lecture l where l.region_id = region and l.activity_id = v.id and l.lecturer_id = a.person_id
                             and l.withdrawn_at is null)
                or exists (select from contact_visit c where c.region_id = region and c.activity_id = v.id and c.person_id = a.person_id
                             and c.withdrawn_at is null))) as led
        from places p
        join held_for f on f.region_id = region and f.organisation_id = p.place and f.withdrawn_at is null
        join activity v on v.region_id = f.region_id and v.id = f.activity_id and v.voided_at is null
        join asked k on k.form = v.kind
        where v.campaign_id = campaign and v.stage_code = stage) h
      group by 1, 2
    ), attended as materialized (
      -- Which unit had somebody at which meeting: of few units by what their members took part in, of many by who was at each. A unit
      -- has about as many rows as a dozen meetings, and they lie scattered.
      select distinct a.unit_id as unit, a.sheet_id as sheet
      from (select * from begun where (select count(*) from begun) * 12 < (select count(*) from meeting)) g
      join attendance a on a.region_id = region and a.unit_id = g.unit and a.campaign_id = campaign and a.stage_code = stage
        and a.presence = 'present' and a.voided_at is null
      join meeting m on m.sheet = a.sheet_id
      union all
      select u.unit, m.sheet
      from (select distinct t.sheet from meeting t where (select count(*) from begun) * 12 >= (select count(*) from meeting)) m
      cross join lateral (
        select distinct a.unit_id as unit from attendance a
        where a.region_id = region and a.sheet_id = m.sheet and a.stage_code = stage and a.presence = 'present' and a.voided_at is null) u
    ), unit_met as materialized (
      -- Led where its head was there as one of it, or gave it.
      select t.unit, m.as_kind, m.activity, m.starts_at,
        exists (
          select from appointment h
          where h.region_id = region and h.organisation_id = t.unit and h.role = 'head' and h.to_on is null
            and (exists (select from attendance a
                           where a.region_id = region and a.sheet_id = t.sheet and a.person_id = h.person_id and a.unit_id = t.unit
                             and a.stage_code = stage and a.presence = 'present' and a.voided_at is null)
              or exists (select from lecture l where l.region_id = region and l.activity_id = m.activity and l.lecturer_id = h.person_id
                           and l.withdrawn_at is null))) as led
      from begun g
      join attended t on t.unit = g.unit
      join meeting m on m.sheet = t.sheet
    ), unit_held as (
      select t.unit, t.as_kind, (array_agg(t.activity order by t.led desc, t.starts_at, t.activity))[1] as activity,
        (array_agg(t.starts_at order by t.led desc, t.starts_at, t.activity))[1] as starts_at, bool_or(t.led) as led
      from unit_met t
      group by 1, 2
    ), branch_led as materialized (
      select b.branch, m.as_kind, (array_agg(m.activity order by m.starts_at, m.activity))[1] as activity, min(m.starts_at) as starts_at
      from branches b
      join appointment h on h.region_id = region and h.organisation_id = b.branch and h.role = 'secretary' and h.to_on is null
      join attendance a on a.region_id = region and a.person_id = h.person_id and a.campaign_id = campaign and a.stage_code = stage
        and a.presence = 'present' and a.voided_at is null
      join meeting m on m.sheet = a.sheet_id and m.branch = b.branch
      group by 1, 2
    ), branch_held as (
      select l.branch, l.as_kind, l.activity, l.starts_at, true as led from branch_led l
      union all
      select b.branch, m.as_kind, (array_agg(m.activity order by m.starts_at, m.activity))[1], min(m.starts_at), false
      from branches b
      join meeting m on m.branch = b.branch
      where not exists (select from branch_led l where l.branch = b.branch and l.as_kind = m.as_kind)
        and exists (select from attendance a where a.region_id = region and a.sheet_id = m.sheet and a.stage_code = stage and a.presence = 'present'
                       and a.voided_at is null)
      group by 1, 2
    )
    select 'place', g.place, g.place, g.path, e.kind, f.activity, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from places g cross join each_kind e left join place_held f on f.place = g.place and f.as_kind = e.kind
    union all
    select 'unit', g.unit, g.unit, g.place, e.kind, f.activity, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from begun g cross join each_kind e left join unit_held f on f.unit = g.unit and f.as_kind = e.kind
    union all
    select 'branch', g.branch, g.unit, g.place, e.kind, f.activity, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from branches g cross join each_kind e left join branch_held f on f.branch = g.branch and f.as_kind = e.kind;
end $$;
