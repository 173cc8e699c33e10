import { sql } from 'kysely';

/**
 * Parts in a campaign that ended because their unit was merged or closed: the last that the unit had here, of a unit that is nowhere any
 * more. A step of a `with`.
 */
export const countedParts = sql`
  ended_part as materialized (
    select p.region_id, p.id, p.ended_at
    from (select distinct on (region_id, campaign_id, unit_id) region_id, id, unit_id, ended_at
            from participation order by region_id, campaign_id, unit_id, recorded_at desc) p
    join organisation u on u.region_id = p.region_id and u.id = p.unit_id and u.closed_on is not null and u.moved_to is null
    where p.ended_at is not null
  )`;
