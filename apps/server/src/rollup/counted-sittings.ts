import { sql } from 'kysely';
import { done } from './counted-step.ts';

/**
 * What the sheets say, added up by sheet and by the place of those on it, so that the attendances are carried no further than this; and
 * what conditions about meetings have reached. Steps of a `with`, after `asked`; the last one is `held`.
 */
export const countedSittings = sql`
  sitting as materialized (
    -- Its members may be in another stage than the meeting was held in.
    select t.*, s.activity_id, a.campaign_id as held_in_campaign_id, a.stage_code as held_in_stage_code, a.kind,
      date_trunc('minute', a.starts_at) as starts_at, (a.starts_at at time zone i.time_zone)::date as day
    from (
      select t.region_id, t.sheet_id, t.campaign_id, t.stage_code, t.unit_id, t.branch_id, t.presence, t.path, t.party_path,
        count(*)::int as people, max(t.minutes) as minutes
      from attendance t
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      where s.superseded_at is null
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9) t
    join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
    join activity a on a.region_id = s.region_id and a.id = s.activity_id
    cross join instance i
    where a.voided_at is null${done('sitting', 17)}
  ), trained as materialized (
    -- Whom a day of training found on its sheets, however many meetings it had. Few meetings are training, so that their sheets are looked
    -- up one by one; "offset 0" keeps the planner from reading all attendances for them.
    select t.region_id, t.unit_id, t.campaign_id, t.stage_code, (a.starts_at at time zone i.time_zone)::date as day, t.person_id,
      bool_or(t.presence = 'present') as came
    from activity a
    join sheet s on s.region_id = a.region_id and s.activity_id = a.id and s.superseded_at is null
    cross join instance i
    cross join lateral (select * from attendance t where t.region_id = s.region_id and t.sheet_id = s.id offset 0) t
    where a.is_concentrated and a.voided_at is null
    group by 1, 2, 3, 4, 5, 6
  ), training as materialized (
    select region_id, unit_id, campaign_id, stage_code, day, sum(came::int) as came, count(*) as called
    from trained group by 1, 2, 3, 4, 5
  ), not_called as (
    select d.region_id, d.unit_id, d.campaign_id, d.stage_code, d.day, count(distinct m.person_id) as people
    from training d
    join membership m on m.region_id = d.region_id and m.unit_id = d.unit_id and m.standing <> 'applicant'
      and d.day >= m.from_on and d.day < coalesce(m.to_on, 'infinity')
    left join trained t on t.region_id = d.region_id and t.unit_id = d.unit_id and t.campaign_id = d.campaign_id
      and t.stage_code = d.stage_code and t.day = d.day and t.person_id = m.person_id
    where t.person_id is null
    group by 1, 2, 3, 4, 5
  ), held as (
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, case when m.expected > 0 then m.present end as num, nullif(m.expected, 0) as den
    from asked a
    left join (
      select region_id, unit_id, campaign_id, stage_code, sum(case presence when 'present' then people else 0 end) as present, sum(people) as expected
      from sitting group by 1, 2, 3, 4) m
      on m.region_id = a.region_id and m.unit_id = a.unit_id and m.campaign_id = a.campaign_id and m.stage_code = a.stage_code
    where a.measure = 'study.attendance'
    union all
    -- Pinned before a share was asked for, a day counts with whoever came.
    select a.region_id, a.participation_id, a.stage_code, a.condition_code,
      count(d.day) filter (where d.came > 0 and (a.present_num is null or a.present_den * d.came >= a.present_num * (d.called + coalesce(n.people, 0)))), 1
    from asked a
    left join training d on d.region_id = a.region_id and d.unit_id = a.unit_id and d.campaign_id = a.campaign_id and d.stage_code = a.stage_code
    left join not_called n on n.region_id = d.region_id and n.unit_id = d.unit_id and n.campaign_id = d.campaign_id
      and n.stage_code = d.stage_code and n.day = d.day
    where a.measure = 'study.concentrated-days'
    group by 1, 2, 3, 4
    union all
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, coalesce(sum(k.sessions), 0)::bigint, 1
    from asked a
    left join (
      select region_id, unit_id, campaign_id, stage_code, kind, count(*) as sessions
      from (select distinct region_id, unit_id, campaign_id, stage_code, kind, activity_id from sitting where presence = 'present') each_meeting
      group by 1, 2, 3, 4, 5) k
      on k.region_id = a.region_id and k.unit_id = a.unit_id and k.campaign_id = a.campaign_id and k.stage_code = a.stage_code
        and ' ' || a.subject || ' ' like '% ' || k.kind || ' %'
    where a.measure = 'study.sessions-held'
    group by 1, 2, 3, 4
  )`;
