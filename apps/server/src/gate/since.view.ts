import type { RouteAnswer } from '@muster/contract';
import type { readGate } from '@muster/contract/gate';
import type { Judgement } from '@muster/core/gate';
import { sql } from 'kysely';
import type { Participation, ParticipationStage } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

type Gate = RouteAnswer<typeof readGate>;

/** Verdicts that are no longer what they were when the unit applied, by the application that is open. */
export async function flippedSince(
  tx: ReadTx,
  regionId: number,
  transitionId: string,
  judgements: readonly Judgement[],
): Promise<{ readonly code: string; readonly was: string }[]> {
  const { rows } = await sql<{ code: string; was: string }>`
    select c ->> 'code' as code, c ->> 'verdict' as was
    from transition_step s cross join lateral jsonb_array_elements(s.judged -> 'conditions') c
    where s.region_id = ${regionId} and s.transition_id = ${transitionId}::uuid and s.step = 'applied'`.execute(tx);
  const now = new Map(judgements.map(({ condition, verdict }) => [condition.code, verdict as string]));
  return rows.filter(({ code, was }) => now.has(code) && now.get(code) !== was);
}

/**
 * Who came off the count of the unit since its stage opened, whether or not they are counted again: a denominator that shrank and grew
 * back is seen. Each once, by the last time. Without a name where one may not see the person any more.
 */
export async function cameOff(
  tx: ReadTx,
  { regionId, unitId }: Participation,
  stage: ParticipationStage,
): Promise<Gate['cameOff']> {
  const { rows } = await sql<Gate['cameOff'][number]>`
    with off as (
      select m.person_id, m.end_reason as how, m.to_on as "on" from membership m
      where m.region_id = ${regionId} and m.unit_id = ${unitId}::uuid and m.standing <> 'applicant' and m.to_on >= ${stage.startsOn}::date
      union all
      select c.person_id, 'applicant', c.on_date from membership m
      join standing_change c on c.region_id = m.region_id and c.membership_id = m.id
      where m.region_id = ${regionId} and m.unit_id = ${unitId}::uuid and c.standing_after = 'applicant'
        and c.recorded_at >= ${stage.openedAt}
    )
    select last.person_id as "personId", p.name, last.how, last.on,
      exists (select from membership now where now.region_id = ${regionId} and now.person_id = last.person_id
        and now.unit_id = ${unitId}::uuid and now.to_on is null and now.standing <> 'applicant') as "isBack"
    from (select distinct on (person_id) * from off order by person_id, "on" desc, how) last
    left join person p on p.region_id = ${regionId} and p.id = last.person_id
    order by last.on, p.name, last.person_id`.execute(tx);
  return rows;
}
