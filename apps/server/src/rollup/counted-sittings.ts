import { sql } from 'kysely';
import { done } from './counted-step.ts';

/**
 * What the sheets say, added up by sheet and by the place of those on it, so that the attendances are carried no further than this; and
 * what conditions about meetings have reached. Steps of a `with`, after `asked`; the last one is `held`.
 */
export const countedSittings = sql`
  sitting as materialized (
    -- Its members may be in another stage than the meeting was held in.
    select t.*, a.campaign_id as held_in_campaign_id, a.stage_code as held_in_stage_code, a.kind, a.is_concentrated,
      date_trunc('minute', a.starts_at) as starts_at, (a.starts_at at time zone i.time_zone)::date as day
    from (
      select t.region_id, t.sheet_id, s.activity_id, t.campaign_id, t.stage_code, t.unit_id, t.branch_id, t.presence, t.path, t.party_path,
        count(*)::int as people, max(t.minutes) as minutes
      from attendance t
      join sheet s on s.region_id = t.region_id and s.id = t.sheet_id
      where s.superseded_at is null
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) t
    join activity a on a.region_id = t.region_id and a.id = t.activity_id
    cross join instance i
    where a.voided_at is null${done('sitting', 18)}
  ), held as (
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, case when m.expected > 0 then m.present end as num, nullif(m.expected, 0) as den
    from asked a
    left join (
      select region_id, unit_id, campaign_id, stage_code, sum(case presence when 'present' then people else 0 end) as present, sum(people) as expected
      from sitting group by 1, 2, 3, 4) m
      on m.region_id = a.region_id and m.unit_id = a.unit_id and m.campaign_id = a.campaign_id and m.stage_code = a.stage_code
    where a.measure = 'study.attendance'
    union all
    select a.region_id, a.participation_id, a.stage_code, a.condition_code, coalesce(d.days, 0), 1
    from asked a
    left join (
      select region_id, unit_id, campaign_id, stage_code, count(*) as days
      from (select distinct region_id, unit_id, campaign_id, stage_code, day from sitting where presence = 'present' and is_concentrated) each_day
      group by 1, 2, 3, 4) d
      on d.region_id = a.region_id and d.unit_id = a.unit_id and d.campaign_id = a.campaign_id and d.stage_code = a.stage_code
    where a.measure = 'study.concentrated-days'
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
