import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** Whether a transition of the stage is applied for: what it judges must not move. */
export async function isJudged(
  tx: ReadTx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<boolean> {
  const { rows } = await sql<{ judged: boolean }>`
    select exists (select from transition t where t.region_id = ${regionId} and t.participation_id = ${id}
      and t.stage_code = ${stageCode} and t.ended_at is null) as judged`.execute(tx);
  return rows[0]?.judged === true;
}

/** What the conditions of the stage have reached at this moment, by their code. */
export async function figuresNow(
  tx: ReadTx,
  { regionId, id }: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<ReadonlyMap<string, { readonly num: number | null; readonly den: number | null }>> {
  const { rows } = await sql<{ code: string; num: number | null; den: number | null }>`
    select condition_code as code, num, den
    from gate_measures(array[${regionId}::int], array[${id}::uuid], ${stageCode})`.execute(tx);
  return new Map(rows.map(({ code, num, den }) => [code, { num, den }]));
}
