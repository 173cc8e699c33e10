import type { Electorate } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { Participation } from '../campaign/index.ts';
import type { ReadTx } from '../platform/database/db.ts';

/** Who may vote at a unit, counted whole from the roster and the appointments, however little of it the asker sees. */
export async function electorateOf(tx: ReadTx, regionId: number, unitId: string): Promise<Electorate> {
  const { rows } = await sql<{ members: number; representatives: number }>`
    select members, representatives from assessment_electorate(${regionId}, ${unitId}::uuid)`.execute(tx);
  return { member: rows[0]?.members ?? 0, representative: rows[0]?.representatives ?? 0 };
}

/** The latest attempt of a stage, and whether it was confirmed. */
export async function lastAttempt(
  tx: ReadTx,
  participation: Pick<Participation, 'regionId' | 'id'>,
  stageCode: string,
): Promise<{ attempt: number; confirmed: boolean } | null> {
  const row = await tx
    .selectFrom('assessment as a')
    .leftJoin('tally_assessment as t', (join) =>
      join.onRef('t.region_id', '=', 'a.region_id').onRef('t.assessment_id', '=', 'a.id'),
    )
    .select(['a.attempt', 't.assessment_id as confirmed'])
    .where('a.region_id', '=', participation.regionId)
    .where('a.participation_id', '=', participation.id)
    .where('a.stage_code', '=', stageCode)
    .orderBy('a.attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { attempt: row.attempt, confirmed: row.confirmed !== null };
}
