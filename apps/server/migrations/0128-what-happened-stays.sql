-- Figures of weeks fell when a unit was merged or closed: its standings went with it, and so did what had happened until then. What happened stays
-- where it happened: in which week the unit entered and left each stage, and what it was asked and did or was let off. Where it stands, its
-- verdicts, bands and hours are of those that take part now, as before; the week in which it ended says until when it stood in a stage.

-- Whether it ended with its unit, in this region. What moved to another region goes on there, with all that was before, and there it is
-- counted; what moved and came back goes on by a newer row.
create function campaign_ended_with_unit(participation) returns boolean language sql stable set search_path = public as $$
  select ($1).ended_at is not null
    and exists (select from organisation u
      where u.region_id = ($1).region_id and u.id = ($1).unit_id and u.closed_on is not null and u.moved_to is null)
    and not exists (select from participation later
      where later.region_id = ($1).region_id and later.unit_id = ($1).unit_id and later.campaign_id = ($1).campaign_id
        and later.recorded_at > ($1).recorded_at)
$$;
revoke execute on function campaign_ended_with_unit(participation) from public;
grant execute on function campaign_ended_with_unit(participation) to muster_worker;

-- As before; of a unit that has ended what was done or let off alone.
create or replace function obligation_owed(regions int[], wanted uuid[])
returns table (region_id int, participation_id uuid, stage_code text, kind text, due_on date, asked bigint, exempt bigint, open bigint)
language sql security definer set search_path = public stable as $$
  select o.region_id, o.participation_id, o.stage_code, o.kind, o.due_on, count(*) filter (where not s.is_exempt), count(*) filter (where s.is_exempt),
    count(*) filter (where still.is_outstanding)
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id
  join obligation o on o.region_id = w.region and o.participation_id = w.id and o.cancelled_at is null
  cross join lateral obligation_stands(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) s
  cross join lateral obligation_left(o.region_id, o.id, o.kind, o.origin_kind, o.origin_id) still
  where coalesce(nullif(current_setting('muster.scope', true), ''), '') = '*'
    and (p.ended_at is null or s.is_exempt or exists (select from obligation_discharge d
      where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null))
  group by 1, 2, 3, 4, 5
$$;

-- The list behind it.
create or replace function rollup_owed_page(
  region int, tree text, node ltree, campaign uuid, wanted_state text, wanted_kind text, from_day date, before_day date, batch uuid, after uuid,
  wanted int, out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree when 'place' then 'p.path <@ $2'
    else 'p.linked <@ $2 and (select bool_and(each <@ $2) from unnest(p.linked) each)' end;
  discharged constant text := 'exists (select from obligation_discharge d where d.region_id = $1 and d.obligation_id = a.id and d.voided_at is null)';
  let_off constant text := 'exists (select from obligation_exemption e where e.region_id = $1 and e.obligation_id = a.id and e.voided_at is null)';
  -- The last version of what was handed in or answered, which nobody else has looked at yet.
  handed_in constant text := 'exists (select from deliverable d
    where a.kind = ''deliverable'' and d.region_id = $1 and d.obligation_id = a.id
      and not exists (select from deliverable l where l.region_id = $1 and l.obligation_id = d.obligation_id and l.version > d.version)
      and not exists (select from deliverable_check c where c.region_id = $1 and c.deliverable_id = d.id))';
  answered constant text := 'exists (select from order_answer w
    where a.kind <> ''deliverable'' and a.origin_kind = ''order'' and w.region_id = $1 and w.order_id = a.origin_id
      and not exists (select from order_answer l where l.region_id = $1 and l.order_id = w.order_id and l.version > w.version)
      and not exists (select from order_verification v where v.region_id = $1 and v.answer_id = w.id))';
  chosen constant text := 'select a.id, a.due_on, a.path from asked a where ';
  -- Each part has what none of the others has.
  parts constant text[] := case wanted_state
    when 'open' then array['not exists (select from settled s where s.id = a.id)']
    when 'exempt' then array[let_off || ' and not ' || discharged]
    when 'done' then array[
      discharged,
      handed_in || ' and not ' || discharged || ' and not ' || let_off,
      answered || ' and not ' || discharged || ' and not ' || let_off]
    else array['not ' || let_off, let_off || ' and ' || discharged] end;
  -- Found one by one, so that how many each has is known before it is joined.
  settled constant text := case when wanted_state = 'open' then format('settled as materialized (
      select a.id from asked a where %s union all select a.id from asked a where %s
      union all select a.id from asked a where %s union all select a.id from asked a where %s), ',
    discharged, let_off, handed_in, answered) else '' end;
  last_on date;
  last_at ltree;
begin
  if after is not null then
    select o.due_on, p.path into last_on, last_at
      from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
     where o.region_id = region and o.id = after and (p.path <@ any (scope) or p.linked <@ any (scope));
  end if;
  execute 'with asked as materialized (
      select o.id, o.due_on, o.kind, o.origin_kind, o.origin_id, p.path
        from obligation o join participation p on p.region_id = o.region_id and p.id = o.participation_id
       where o.region_id = $1 and o.campaign_id = $3 and ($4 is null or o.kind = $4) and ($5 is null or o.due_on >= $5) and o.due_on < $6
         and o.cancelled_at is null and ($8 is null or p.batch_id = $8)
         and (p.ended_at is null or campaign_ended_with_unit(p) and (
           exists (select from obligation_discharge d where d.region_id = $1 and d.obligation_id = o.id and d.voided_at is null)
           or exists (select from obligation_exemption e where e.region_id = $1 and e.obligation_id = o.id and e.voided_at is null)))
         and (p.path <@ any ($7) or p.linked <@ any ($7)) and ' || here || '
    ), ' || settled || 'kept as materialized (' || chosen || array_to_string(parts, ' union all ' || chosen) || ')
    select (select count(*) from kept),
      (select coalesce(array_agg(id order by due_on, path, id), ''{}'') from (
         select id, due_on, path from kept where $9 is null or (due_on, path, id) > ($9, $10, $11)
          order by due_on, path, id limit $12) page)'
    into total, page
    using region, node, campaign, wanted_kind, from_day, before_day, scope, batch, last_on, last_at, after,
      case when after is not null and last_at is null then 0 else wanted end;
end $$;

-- As before; who was in a stage, or past it, at the end of a week had not ended by then.
create or replace function rollup_standing_page(
  region int, tree text, node ltree, campaign uuid, stage text, wanted_item text, wanted_value text, batch uuid, after uuid, wanted int,
  out page uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  kept_item constant text := case wanted_item when 'within' then 'opened' when 'past' then 'passed' else wanted_item end;
  here constant text := case
    when tree = 'place' then 's.path <@ $2'
    when wanted_value is null then 's.linked <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  valued constant text := case
    when wanted_value is null then ''
    when wanted_item in ('within', 'past') then 'and s.value <= $6 and not exists (select from rollup_standing l
      where l.region_id = s.region_id and l.participation_id = s.participation_id and l.stage_code = s.stage_code and l.value <= $6
        and l.item in (' || case wanted_item when 'within' then '''passed'', ''ended-within''' else '''ended-past''' end || '))'
    else 'and s.value = $6' end;
  of_batch constant text := case when batch is null then '' else 'and exists (select from participation p
    where p.region_id = s.region_id and p.id = s.participation_id and p.batch_id = $8)' end;
  kept constant text := 'from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5 ' || valued || ' ' || of_batch || '
      and (s.path <@ any ($7) or s.linked <@ any ($7)) and ' || here;
  last_at ltree;
begin
  execute 'select count(*) ' || kept into total using region, node, campaign, stage, kept_item, wanted_value, scope, batch;
  if after is not null then
    select s.path into last_at from rollup_standing s
     where s.region_id = region and s.participation_id = after and s.stage_code = stage and s.item = kept_item
       and (s.path <@ any (scope) or s.linked <@ any (scope));
    if last_at is null then
      page := '{}';
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(participation_id order by path, participation_id), ''{}'') from (
             select s.participation_id, s.path ' || kept || ' and ($9 is null or (s.path, s.participation_id) > ($9, $10))
              order by s.path, s.participation_id limit $11) page'
    into page using region, node, campaign, stage, kept_item, wanted_value, scope, batch, last_at, after, wanted;
end $$;

-- As before, of a stage that is closed without who came later: the bands have whom its conditions count.
create or replace function study_hours(regions int[], wanted uuid[])
returns table (region_id int, participation_id uuid, stage_code text, asked int, minutes bigint, members bigint)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, f.stage_code, f.asked, f.minutes, f.members
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id and p.ended_at is null
  cross join lateral (
    with asked as materialized (
      select c.stage_code, max(c.member_needs) as asked,
        (select s.closed_at from participation_stage s
          where s.region_id = p.region_id and s.participation_id = p.id and s.stage_code = c.stage_code) as closed_at
      from stage_condition c
      where c.region_id = p.region_id and c.participation_id = p.id and c.measure = 'study.minutes' and c.applies and c.member_needs is not null
      group by 1
    ), roll as materialized (
      select coalesce(array_agg(m.person_id), '{}') as people from membership m
      where m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant' and exists (select from asked)
    ), earned as materialized (
      select e.person_id, e.stage_code, sum(e.minutes) as minutes
      from (
        select k.person_id, k.stage_code, k.minutes from roll cross join lateral study_credited(p.region_id, p.campaign_id, roll.people) k
        union all
        select t.person_id, t.stage_code, t.made_up + t.self_study
        from roll cross join lateral study_apart(p.region_id, roll.people) t where t.campaign_id = p.campaign_id) e
      group by 1, 2
    )
    select a.stage_code, a.asked, coalesce(e.minutes, 0)::bigint as minutes, count(*) as members
    from asked a
    join membership m on m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
      and (a.closed_at is null or m.recorded_at <= a.closed_at or not study_came_later(m, a.closed_at))
    left join earned e on e.person_id = m.person_id and e.stage_code = a.stage_code
    group by 1, 2, 3) f
$$;

insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation
on conflict (region_id, participation_id) do nothing;
