-- As before; of the days of training a sheet and its meeting are looked up once a sheet, and not once for each of those on it.
create or replace function study_measures(regions int[], wanted uuid[], stage text)
returns table (region_id int, participation_id uuid, stage_code text, condition_code text, num bigint, den bigint)
language sql security definer set search_path = public stable as $$
  select p.region_id, p.id, f.stage_code, f.condition_code, f.num, f.den
  from unnest(regions, wanted) w (region, id)
  join participation p on p.region_id = w.region and p.id = w.id
  cross join lateral (
    with asked as materialized (
      select c.stage_code, c.condition_code, c.measure, c.member_needs as needs, c.subject as about, c.present_num, c.present_den
      from stage_condition c
      where c.region_id = p.region_id and c.participation_id = p.id and (stage is null or c.stage_code = stage) and c.measure like 'study.%'
    ), roll as materialized (
      select coalesce(array_agg(m.person_id), '{}') as people from membership m
      where m.region_id = p.region_id and m.unit_id = p.unit_id and m.to_on is null and m.standing <> 'applicant'
        and exists (select from asked where measure in ('study.minutes', 'study.collective-minutes'))
    ), earned as materialized (
      select e.person_id, e.stage_code, sum(e.minutes) as minutes, sum(e.together) as together
      from (
        select k.person_id, k.stage_code, k.minutes, k.collective_minutes as together
        from roll cross join lateral study_credited(p.region_id, p.campaign_id, roll.people) k
        union all
        select t.person_id, t.stage_code, t.made_up + t.self_study, 0
        from roll cross join lateral study_apart(p.region_id, roll.people) t where t.campaign_id = p.campaign_id) e
      group by 1, 2
    ), meeting as materialized (
      -- From the attendances of the unit's own members: a meeting counts for whoever took part, not for who invited; one with several
      -- sheets is one.
      select t.stage_code, v.id, v.kind, v.voided_at, sum(t.present) as present, sum(t.expected) as expected
      from (
        select a.stage_code, a.sheet_id, count(*) filter (where a.presence = 'present') as present, count(*) as expected
        from attendance a
        where a.region_id = p.region_id and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and (stage is null or a.stage_code = stage)
          and a.voided_at is null
          and exists (select from asked where measure in ('study.sessions-held', 'study.attendance'))
        group by 1, 2) t
      join sheet s on s.region_id = p.region_id and s.id = t.sheet_id
      join activity v on v.region_id = s.region_id and v.id = s.activity_id
      group by t.stage_code, v.region_id, v.id
    ), training as materialized (
      -- Over the whole day, at however many meetings: who came, of those on its sheets and the members of that day who are on none.
      select d.stage_code, d.came,
        cardinality(d.called) + (
          select count(distinct m.person_id) from membership m
          where m.region_id = p.region_id and m.unit_id = p.unit_id and m.from_on <= d.day and (m.to_on is null or m.to_on > d.day)
            and m.standing <> 'applicant' and m.person_id <> all (d.called)) as all_of_them
      from (
        select each_sheet.stage_code, each_sheet.day, count(distinct person_id) filter (where t.was_there) as came, array_agg(distinct person_id) as called
        from (
          select a.stage_code, (v.starts_at at time zone (select time_zone from instance))::date as day, a.people, a.present
          from (
            select a.stage_code, a.sheet_id, array_agg(a.person_id) as people, array_agg(a.presence = 'present') as present
            from attendance a
            where a.region_id = p.region_id and a.unit_id = p.unit_id and a.campaign_id = p.campaign_id and (stage is null or a.stage_code = stage)
              and a.voided_at is null
              and exists (select from asked where measure = 'study.concentrated-days')
            group by 1, 2) a
          join sheet s on s.region_id = p.region_id and s.id = a.sheet_id
          join activity v on v.region_id = s.region_id and v.id = s.activity_id
          where v.voided_at is null and v.is_concentrated) each_sheet
        cross join lateral unnest(each_sheet.people, each_sheet.present) t (person_id, was_there)
        group by 1, 2) d
    )
    select a.stage_code, a.condition_code,
      case when a.needs <= 0 then cardinality(roll.people) else (
        select count(*) from earned e where e.stage_code = a.stage_code
          and case a.measure when 'study.minutes' then e.minutes else e.together end >= a.needs) end as num,
      cardinality(roll.people)::bigint as den
    from asked a cross join roll where a.measure in ('study.minutes', 'study.collective-minutes')
    union all
    select a.stage_code, a.condition_code,
      case a.measure
        when 'study.attendance' then case when m.expected > 0 then m.present end
        else m.sessions end,
      case a.measure when 'study.attendance' then nullif(m.expected, 0) else 1 end
    from asked a
    cross join lateral (
      select coalesce(sum(m.expected), 0)::bigint as expected, coalesce(sum(m.present), 0)::bigint as present,
        count(*) filter (where m.kind = any (string_to_array(a.about, ' ')) and m.present > 0 and m.voided_at is null) as sessions
      from meeting m where m.stage_code = a.stage_code) m
    where a.measure in ('study.sessions-held', 'study.attendance')
    union all
    select a.stage_code, a.condition_code, (
      select count(*) from training d
      where d.stage_code = a.stage_code and d.came > 0 and (a.present_num is null or d.came * a.present_den >= a.present_num * d.all_of_them)), 1
    from asked a where a.measure = 'study.concentrated-days'
    union all
    select a.stage_code, a.condition_code, l.num, l.den
    from asked a
    cross join lateral (
      select case when count(*) > 0 then count(*) filter (where done) end as num,
        case when count(*) > 0 then count(*) filter (where done or not obligation_exempt(o)) end as den
      from obligation o
      cross join lateral (select exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done) x
      where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = a.stage_code and o.kind = 'lecture'
        and o.duty_code = a.about and o.cancelled_at is null) l
    where a.measure = 'study.lectures-given'
    union all
    select a.stage_code, a.condition_code, m.num, m.den
    from asked a
    cross join lateral (
      select count(*) filter (where done) as num, count(*) filter (where done or not obligation_exempt(o)) as den
      from obligation o
      cross join lateral (select exists (select from obligation_discharge d
        where d.region_id = o.region_id and d.obligation_id = o.id and d.voided_at is null) as done) x
      where o.region_id = p.region_id and o.participation_id = p.id and o.stage_code = a.stage_code and o.kind = 'make-up' and o.cancelled_at is null
        and exists (select from membership m where m.region_id = o.region_id and m.person_id = o.person_id and m.to_on is null)) m
    where a.measure = 'study.made-up') f
$$;
