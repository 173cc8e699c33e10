import { sql } from 'kysely';

/** Verdicts are worked out by integer SQL here and by the rules of the core there; of some measures nothing to measure is nothing missing, and what was let off whole does not apply. */
export const countedVerdicts = sql`
  verdicts as (
    select c.region_id, c.participation_id, c.stage_code, c.condition_code, m.num, m.den,
      case when not c.applies then 'not-applicable' when c.threshold_num is null then 'not-set' when m.num is null then 'waiting'
           when m.den = 0 and m.let_off > 0 then 'not-applicable'
           when (m.den > 0 or c.measure in ('supervision.orders-closed', 'study.made-up'))
             and (case c.comparison when 'at-least' then m.num * c.threshold_den >= c.threshold_num * m.den
                                    else m.num * c.threshold_den < c.threshold_num * m.den end) then 'met'
           else 'not-met' end as verdict
    from stage_condition c
    left join measured m on m.region_id = c.region_id and m.participation_id = c.participation_id and m.stage_code = c.stage_code
      and m.condition_code = c.condition_code
  )`;
