-- What a page of statistics shows over weeks: attendances as counters of the week in which their meeting began, beside those of all time;
-- how far members are with the hours that a stage asks, worked out with the standings of their unit; and what is behind both.

-- How many members of each of these units have how many minutes of those that a stage asks of each; whatever counts, as the conditions count
-- it. Of every stage that asks for any; the records of a unit are read once.
create function study_hours(regions int[], wanted uuid[])
returns table (region_id int, participation_id uuid, stage_code text, asked int, minutes bigint, members bigint)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, f.stage_code, f.asked, f.minutes, f.members
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id and p.ended_at is null
  cross join lateral (
    with asked as materialized (
      select c.stage_code, max(c.member_needs) as asked from stage_condition c
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
    from asked a cross join roll cross join lateral unnest(roll.people) who (id)
    left join earned e on e.person_id = who.id and e.stage_code = a.stage_code
    group by 1, 2, 3) f
$$;
revoke execute on function study_hours(int[], uuid[]) from public;
grant execute on function study_hours(int[], uuid[]) to muster_worker;

-- Who was there, or was not, at what began in a time, latest first: keys and how many there are, of those whom one sees. Of a city's week
-- there are a hundred thousand: where one sees the whole node, its counter and what is not folded yet say how many.
create function study_presences_page(
  region int, tree text, node ltree, node_kind text, node_id uuid, campaign uuid, wanted_presence text, week date, from_at timestamptz, before_at timestamptz,
  after_sheet uuid, after_person uuid, wanted int, out sheets uuid[], out people uuid[], out total bigint
) language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  counted constant text := case wanted_presence when 'present' then 'attendances@' else 'absences@' end || week;
  own constant text := case node_kind when 'unit' then 't.unit_id = $12' when 'branch' then 's.branch_id = $12' else 'true' end;
  kept constant text := format('from activity v
    join sheet s on s.region_id = v.region_id and s.activity_id = v.id and s.superseded_at is null
    join attendance t on t.region_id = s.region_id and t.sheet_id = s.id and t.campaign_id = v.campaign_id
    where v.region_id = $1 and v.campaign_id = $3 and v.starts_at >= $5 and v.starts_at < $6 and v.voided_at is null and %2$s
      and t.presence = $4 and t.%1$I <@ $2 and (t.path <@ any ($7) or t.party_path <@ any ($7)) ',
    case tree when 'place' then 'path' else 'party_path' end, own);
  last_at timestamptz;
begin
  if node <@ any (scope) then
    total :=
      (select coalesce(sum(c.amount), 0) from rollup_counter c
        where c.region_id = region and c.path = node and c.campaign_id = campaign and c.measure = counted)
      + (select coalesce(sum(d.amount), 0) from rollup_delta d
          where d.region_id = region and d.campaign_id = campaign and d.measure = counted
            and case tree when 'place' then d.path else d.party_path end <@ node);
  else
    execute 'select count(*) ' || kept into total
      using region, node, campaign, wanted_presence, from_at, before_at, scope, null::timestamptz, null::uuid, null::uuid, 0, node_id;
  end if;
  sheets := '{}';
  people := '{}';
  if after_sheet is not null then
    select v.starts_at into last_at from sheet s join activity v on v.region_id = s.region_id and v.id = s.activity_id
     join attendance t on t.region_id = s.region_id and t.sheet_id = s.id and t.person_id = after_person
     where s.region_id = region and s.id = after_sheet and (t.path <@ any (scope) or t.party_path <@ any (scope));
    if last_at is null then
      return;
    end if;
  end if;
  execute 'select coalesce(array_agg(sheet_id order by starts_at desc, activity_id desc, sheet_id desc, person_id desc), ''{}''),
      coalesce(array_agg(person_id order by starts_at desc, activity_id desc, sheet_id desc, person_id desc), ''{}'') from (
      select t.sheet_id, t.person_id, v.starts_at, v.id as activity_id ' || kept || '
        and ($8 is null or (v.starts_at, v.id, t.sheet_id, t.person_id) < ($8, (select activity_id from sheet where region_id = $1 and id = $9), $9, $10))
      order by v.starts_at desc, v.id desc, t.sheet_id desc, t.person_id desc limit $11) page'
    into sheets, people
    using region, node, campaign, wanted_presence, from_at, before_at, scope, last_at, after_sheet, after_person, wanted, node_id;
end $$;
revoke execute on function study_presences_page(int, text, ltree, text, uuid, uuid, text, date, timestamptz, timestamptz, uuid, uuid, int) from public;
grant execute on function study_presences_page(int, text, ltree, text, uuid, uuid, text, date, timestamptz, timestamptz, uuid, uuid, int) to muster_app;

-- How much the standings of a list come to, where each counts more than once.
create function rollup_standing_sum(region int, tree text, node ltree, campaign uuid, stage text, wanted_item text)
returns bigint language plpgsql security definer set search_path = public stable as $$
declare
  scope constant ltree[] := nullif(current_setting('muster.scope', true), '')::ltree[];
  here constant text := case tree
    when 'place' then 's.path <@ $2'
    else 's.linked <@ $2 and (select bool_and(each <@ $2) from unnest(s.linked) each)' end;
  summed bigint;
begin
  execute 'select coalesce(sum(s.num), 0)::bigint from rollup_standing s
    where s.region_id = $1 and s.campaign_id = $3 and s.stage_code = $4 and s.item = $5
      and (s.path <@ any ($6) or s.linked <@ any ($6)) and ' || here
    into summed using region, node, campaign, stage, wanted_item, scope;
  return summed;
end $$;
revoke execute on function rollup_standing_sum(int, text, ltree, uuid, text, text) from public;
grant execute on function rollup_standing_sum(int, text, ltree, uuid, text, text) to muster_app;

-- What was recorded before: the weeks of attendances at every node of both trees, and every standing once more.
with week as (
  select t.region_id, a.campaign_id, a.stage_code,
    case t.presence when 'present' then 'attendances@' else 'absences@' end
      || date_trunc('week', a.starts_at at time zone (select time_zone from instance))::date as measure,
    t.path, t.party_path, count(*) as amount
  from attendance t
  join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
  join activity a on a.region_id = s.region_id and a.id = s.activity_id
  where a.voided_at is null and s.superseded_at is null
  group by 1, 2, 3, 4, 5, 6
), both_trees as (
  select region_id, campaign_id, stage_code, measure, amount, path from week
  union all
  select region_id, campaign_id, stage_code, measure, amount, party_path from week where party_path <> ''
)
insert into rollup_counter (region_id, path, campaign_id, stage_code, measure, amount, as_of)
select region_id, subpath(path, 0, level), campaign_id, stage_code, measure, sum(amount), now()
from both_trees cross join lateral generate_series(1, nlevel(path)) level
group by 1, 2, 3, 4, 5;

insert into rollup_dirty (region_id, participation_id, path, linked) select region_id, id, path, linked from participation where ended_at is null
on conflict (region_id, participation_id) do nothing;
