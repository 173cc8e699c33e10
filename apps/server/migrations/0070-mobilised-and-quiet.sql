-- Which units and branches have held the meetings that every level holds, with the head in person; and which branches are quiet.

create index activity__of_kind on activity (region_id, campaign_id, kind);

-- Units beneath a node of either tree that have begun a stage of a campaign, and their branches, each with every kind that is asked: when one was
-- first held, and whether the head of that unit, or the secretary of that branch, was there or spoke. Forms count as their kind. One with
-- the head goes before one without. As far as one sees them.
create function study_mobilised(region int, node ltree, campaign uuid, stage text, forms text[], kinds text[])
returns table (level text, organisation_id uuid, unit_id uuid, path ltree, kind text, activity_id uuid, held_on date, in_person boolean)
language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  zone constant text := (select time_zone from instance);
begin
  return query
    with asked as (
      select f as form, k as kind from unnest(forms, kinds) as a (f, k)
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
    ), there as materialized (
      select v.id as meeting, v.starts_at, k.kind as as_kind, s.branch_id as branch, a.unit_id as unit, a.person_id as who
      from activity v
      join asked k on k.form = v.kind
      join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
      join attendance a on a.region_id = s.region_id and a.sheet_id = s.id and a.presence = 'present' and a.voided_at is null
        and a.stage_code = stage
      where v.region_id = region and v.campaign_id = campaign and v.voided_at is null
    ), of_units as (
      select t.unit, t.as_kind, t.meeting, t.starts_at, bool_or(h.person_id is not null)
        or exists (select from lecture l join appointment o on o.region_id = l.region_id and o.person_id = l.lecturer_id and o.role = 'head' and o.to_on is null
                    where l.region_id = region and l.activity_id = t.meeting and l.withdrawn_at is null and o.organisation_id = t.unit) as led
      from there t
      left join appointment h on h.region_id = region and h.organisation_id = t.unit and h.person_id = t.who and h.role = 'head' and h.to_on is null
      group by t.unit, t.as_kind, t.meeting, t.starts_at
    ), of_branches as (
      select t.branch, t.as_kind, t.meeting, t.starts_at, bool_or(h.person_id is not null) as led
      from there t
      left join appointment h on h.region_id = region and h.organisation_id = t.branch and h.person_id = t.who and h.role = 'secretary' and h.to_on is null
      group by t.branch, t.as_kind, t.meeting, t.starts_at
    ), first_unit as (
      select distinct on (u.unit, u.as_kind) u.* from of_units u order by u.unit, u.as_kind, u.led desc, u.starts_at, u.meeting
    ), first_branch as (
      select distinct on (b.branch, b.as_kind) b.* from of_branches b order by b.branch, b.as_kind, b.led desc, b.starts_at, b.meeting
    ), each_kind as (
      select distinct a.kind from asked a
    )
    select 'unit', g.unit, g.unit, g.place, e.kind, f.meeting, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from begun g cross join each_kind e left join first_unit f on f.unit = g.unit and f.as_kind = e.kind
    union all
    select 'branch', g.branch, g.unit, g.place, e.kind, f.meeting, (f.starts_at at time zone zone)::date, coalesce(f.led, false)
    from branches g cross join each_kind e left join first_branch f on f.branch = g.branch and f.as_kind = e.kind;
end $$;
revoke execute on function study_mobilised(int, ltree, uuid, text, text[], text[]) from public;
grant execute on function study_mobilised(int, ltree, uuid, text, text[], text[]) to muster_app, muster_worker;

-- Branches in an open stage beneath a node of either tree that have met for nothing since a day, nor begun the stage since; with the last
-- that they met for, if any. As far as one sees them.
create function study_quiet(region int, node ltree, campaign uuid, since date)
returns table (branch_id uuid, unit_id uuid, path ltree, stage_code text, starts_on date, activity_id uuid, last_on date)
language plpgsql security definer set search_path = public stable as $$
declare zone constant text := (select time_zone from instance);
begin
  return query
    select b.branch_id, b.unit_id, b.path, b.stage_code, b.starts_on, l.id, (l.starts_at at time zone zone)::date
    from study_branches(region, node, campaign) b
    left join lateral (
      select v.id, v.starts_at from sheet s
      join activity v on v.region_id = s.region_id and v.id = s.activity_id
      where s.region_id = region and s.branch_id = b.branch_id and s.superseded_at is null and v.campaign_id = campaign and v.voided_at is null
      order by v.starts_at desc, v.id desc limit 1) l on true
    where b.is_open and b.starts_on <= since and coalesce((l.starts_at at time zone zone)::date, b.starts_on) <= since;
end $$;
revoke execute on function study_quiet(int, ltree, uuid, date) from public;
grant execute on function study_quiet(int, ltree, uuid, date) to muster_app, muster_worker;
