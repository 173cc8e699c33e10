import { sql } from 'kysely';

/** In which week units came into a stage, left it and were merged or closed, and how far their members are with its hours. */
export const countedWeeksAndHours = sql`
    select s.region_id, s.participation_id, s.stage_code, w.item, (local.day - (extract(isodow from local.day)::int - 1))::text as value,
        null::bigint as num, null::bigint as den, 1 as amount
      from participation_stage s
      cross join instance i
      cross join lateral (values ('opened', s.opened_at), ('passed', s.closed_at)) w (item, at)
      cross join lateral (select (w.at at time zone i.time_zone)::date as day) local
      where s.opened_at is not null and w.at is not null
    union all
    select s.region_id, s.participation_id, s.stage_code,
        'ended-' || case when s.closed_at is not null then 'past' when s.opened_at is not null then 'within' else 'ahead' end,
        (local.day - (extract(isodow from local.day)::int - 1))::text, null, null, 1
      from participation_stage s
      join ended_part e on e.region_id = s.region_id and e.id = s.participation_id
      cross join instance i
      cross join lateral (select (e.ended_at at time zone i.time_zone)::date as day) local
    union all
    select a.region_id, a.participation_id, a.stage_code,
        'hours:' || case when coalesce(e.minutes, 0) >= a.needs then 'all' when coalesce(e.minutes, 0) = 0 then 'none'
          when e.minutes < a.needs / 3.0 then 'under-third' when e.minutes < a.needs * 2 / 3.0 then 'under-two-thirds' else 'under-all' end as item,
        'members', count(*), null, count(*)::int
      from (select region_id, participation_id, campaign_id, unit_id, stage_code, max(member_needs) as needs from asked
            where measure = 'study.minutes' and applies and member_needs is not null group by 1, 2, 3, 4, 5) a
      join membership m on m.region_id = a.region_id and m.unit_id = a.unit_id and m.to_on is null and m.standing <> 'applicant'
        and not exists (select from came_later l where l.region_id = a.region_id and l.participation_id = a.participation_id
          and l.stage_code = a.stage_code and l.id = m.id)
      left join earned e on e.region_id = m.region_id and e.person_id = m.person_id and e.campaign_id = a.campaign_id and e.stage_code = a.stage_code
      group by 1, 2, 3, 4`;
