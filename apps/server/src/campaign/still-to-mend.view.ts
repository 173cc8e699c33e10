import type { StillToMend } from '@muster/core/campaign';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import type { Participation } from './participations.ts';

/** By what days the open stage of each still has something to be mended in it, by the participation's id. */
export async function stillToMend(
  tx: ReadTx,
  participations: readonly Pick<Participation, 'regionId' | 'id' | 'openStage'>[],
): Promise<ReadonlyMap<string, StillToMend>> {
  const open = participations.flatMap(({ regionId, id, openStage }) =>
    openStage === null ? [] : { regionId, id, code: openStage.code },
  );
  const { rows } = await sql<StillToMend & { readonly of: string }>`
    select w.id as of, o.refusal, o."sinceVote", o.any, v."votedOn"
    from unnest(${open.map(({ regionId }) => regionId)}::int[], ${open.map(({ id }) => id)}::uuid[],
      ${open.map(({ code }) => code)}::text[]) as w (region, id, stage)
    left join lateral (
      select case when t.valid >= a.fewest_papers then a.held_on end as "votedOn", case when t.valid >= a.fewest_papers then t.confirmed_at end as at
      from assessment a
      cross join lateral (select sum(t.satisfied + t.basically_satisfied + t.dissatisfied + t.dont_know) as valid, max(t.confirmed_at) as confirmed_at
        from tally_assessment t where t.region_id = a.region_id and t.assessment_id = a.id) t
      where a.region_id = w.region and a.participation_id = w.id and a.stage_code = w.stage
      order by a.attempt desc limit 1) v on true
    cross join lateral (
      select max(o.due_on) as any, max(o.due_on) filter (where f.transition_id is not null) as refusal,
        max(o.due_on) filter (where o.recorded_at > v.at) as "sinceVote"
      from order_to_correct o join finding f on f.region_id = o.region_id and f.id = o.finding_id
      where o.region_id = w.region and o.participation_id = w.id and o.stage_code = w.stage
        and not exists (select from order_verification r where r.region_id = o.region_id and r.order_id = o.id and r.outcome = 'verified')) o ${kept}`.execute(
    tx,
  );
  return new Map(rows.map(({ of, ...days }) => [of, days]));
}

/** Measures of the hard conditions of the open stage of one that do not hold now. */
export async function unmetHardOf(
  tx: ReadTx,
  { regionId, id, openStage }: Pick<Participation, 'regionId' | 'id' | 'openStage'>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ measure: string }>`
    select c.measure from gate_unmet_hard(${regionId}, ${id}, ${openStage?.code ?? ''}) as u (codes)
    join stage_condition c on c.region_id = ${regionId} and c.participation_id = ${id} and c.stage_code = ${openStage?.code ?? ''}
      and c.condition_code = any (u.codes)`.execute(tx);
  return rows.map(({ measure }) => measure);
}
