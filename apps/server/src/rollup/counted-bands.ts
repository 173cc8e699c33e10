import { sql } from 'kysely';

/** The band of the last stage of which a vote had an outcome; a band begins where it says and ends before the next. */
export const countedBands = sql`
    select region_id, participation_id, stage_code, 'band', (min(place) - 1)::text, min(satisfied), min(valid), 1
      from (select v.region_id, v.participation_id, v.stage_code, v.satisfied, v.valid, b.place
            from (select o.*, rank() over (partition by o.region_id, o.participation_id order by s.position desc) as from_the_last
                    from voted o
                    join participation_stage s on s.region_id = o.region_id and s.participation_id = o.participation_id and s.stage_code = o.stage_code
                    where o.valid > 0) v
            join participation p on p.region_id = v.region_id and p.id = v.participation_id
            join (select c.id as campaign_id, e.place, coalesce((e.band ->> 'min')::numeric, 0) as low, (e.band ->> 'below')::numeric as high
                    from campaign c join playbook d on d.id = c.playbook_id
                    cross join lateral jsonb_array_elements(d.body -> 'bands') with ordinality e (band, place)) b on b.campaign_id = p.campaign_id
            where v.from_the_last = 1 and v.satisfied * 100 >= b.low * v.valid and (b.high is null or v.satisfied * 100 < b.high * v.valid)) r
      group by 1, 2, 3`;
