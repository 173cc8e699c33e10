import { sql } from 'kysely';
import { countedBands } from './counted-bands.ts';
import { countedOwed } from './counted-owed.ts';
import { done } from './counted-step.ts';
import { countedVerdicts } from './counted-verdicts.ts';
import { countedWeeksAndHours } from './counted-weeks-and-hours.ts';

/** What stays of a unit that was merged or closed, where it happened. */
const happened = ['opened', 'passed', 'ended-ahead', 'ended-within', 'ended-past', 'asked', 'owed', 'exempt'];

/**
 * Where every unit stands, of each kind of standing, by the records alone, and how much it counts at the nodes above. The steps of a
 * `with`; the last one is `counted_standing`.
 */
export const countedStandings = sql`
${countedVerdicts},
  counted_standing as materialized (
    select stands.* from (
${countedWeeksAndHours}${done('weeks-and-hours', 8)}
    union all
    select region_id, participation_id, stage_code, 'stage',
        case when closed_at is not null then 'closed' when opened_at is not null then 'open' else 'ahead' end, null, null, 1
      from participation_stage${done('stages', 8)}
    union all
    select region_id, participation_id, stage_code, 'condition:' || condition_code, verdict, num, den, 1 from verdicts${done('conditions', 8)}
    union all
${countedBands}${done('bands', 8)}
    union all
${countedOwed}${done('owed', 8)}
    ) stands
    join participation p on p.region_id = stands.region_id and p.id = stands.participation_id
    left join ended_part e on e.region_id = p.region_id and e.id = p.id
    where p.ended_at is null or e.id is not null and split_part(stands.item, ':', 1) = any (${sql.lit('{' + happened.join() + '}')}::text[])${done('counted_standing', 8)}
  )`;
