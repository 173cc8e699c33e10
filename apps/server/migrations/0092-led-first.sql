-- Which units and branches have held what every level holds: asked first of those who lead them, by what they took part in, and of all
-- their members only where no such meeting was led. It read every meeting of the campaign with everybody at it, wherever one asked.
create or replace function study_mobilised(region int, node ltree, campaign uuid, stage text, forms text[], kinds text[])
returns table (level text, organisation_id uuid, unit_id uuid, path ltree, kind text, activity_id uuid, held_on date, in_person boolean)
language plpgsql security definer set search_path = public set random_page_cost = 1.1 stable as $$
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
    ), unit_led as materialized (
      -- Where its head was, or which its head gave while somebody of it was there.
      select l.unit, l.as_kind, (array_agg(l.activity order by l.starts_at, l.activity))[1] as activity, min(l.starts_at) as starts_at
      from (
        select g.unit, m.as_kind, m.activity, m.starts_at
        from begun g
        join appointment h on h.region_id = region and h.organisation_id = g.unit and h.role = 'head' and h.to_on is null
        join attendance a on a.region_id = region and a.person_id = h.person_id and a.campaign_id = campaign and a.stage_code = stage
          and a.unit_id = g.unit and a.presence = 'present' and a.voided_at is null
        join meeting m on m.sheet = a.sheet_id
        union all
        select g.unit, m.as_kind, m.activity, m.starts_at
        from begun g
        join appointment h on h.region_id = region and h.organisation_id = g.unit and h.role = 'head' and h.to_on is null
        join lecture t on t.region_id = region and t.lecturer_id = h.person_id and t.withdrawn_at is null
        join meeting m on m.activity = t.activity_id
        where exists (select from attendance a where a.region_id = region and a.sheet_id = m.sheet and a.unit_id = g.unit and a.stage_code = stage
                         and a.presence = 'present' and a.voided_at is null)) l
      group by 1, 2
    ), without_head as materialized (
      select g.unit, e.kind as as_kind from begun g cross join each_kind e
      except select l.unit, l.as_kind from unit_led l
    ), there as (
      -- Of few units by what their members took part in, of many by who was at each meeting.
      select w.unit, m.as_kind, m.activity, m.starts_at
      from (select distinct w.unit from without_head w where (select count(*) from without_head) * 4 < (select count(*) from meeting)) w
      join attendance a on a.region_id = region and a.unit_id = w.unit and a.campaign_id = campaign and a.stage_code = stage
        and a.presence = 'present' and a.voided_at is null
      join meeting m on m.sheet = a.sheet_id
      union all
      select u.unit, m.as_kind, m.activity, m.starts_at
      from (select * from meeting where (select count(*) from without_head) * 4 >= (select count(*) from meeting)) m
      cross join lateral (
        select distinct a.unit_id as unit from attendance a
        where a.region_id = region and a.sheet_id = m.sheet and a.stage_code = stage and a.presence = 'present' and a.voided_at is null) u
    ), unit_held as (
      select l.unit, l.as_kind, l.activity, l.starts_at, true as led from unit_led l
      union all
      select t.unit, t.as_kind, (array_agg(t.activity order by t.starts_at, t.activity))[1], min(t.starts_at), false
      from there t join without_head w on w.unit = t.unit and w.as_kind = t.as_kind
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
    select 'unit', g.unit, g.unit, g.place, e.kind, f.activity, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from begun g cross join each_kind e left join unit_held f on f.unit = g.unit and f.as_kind = e.kind
    union all
    select 'branch', g.branch, g.unit, g.place, e.kind, f.activity, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from branches g cross join each_kind e left join branch_held f on f.branch = g.branch and f.as_kind = e.kind;
end $$;
