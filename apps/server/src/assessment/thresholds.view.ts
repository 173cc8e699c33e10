import type { Share } from '@muster/core/assessment';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { AssessmentRecord } from './records.ts';

/** From which share of dissatisfied on each assessment blocks, as it was pinned when the unit's stage opened. */
export async function blockingThresholds(
  tx: ReadTx,
  records: readonly AssessmentRecord[],
): Promise<ReadonlyMap<string, Share>> {
  const ids = records.map((record) => record.id);
  const regions = records.map((record) => record.regionId);
  const rows = await tx
    .selectFrom('assessment as a')
    .innerJoin('stage_condition as c', (join) =>
      join
        .onRef('c.region_id', '=', 'a.region_id')
        .onRef('c.participation_id', '=', 'a.participation_id')
        .onRef('c.stage_code', '=', 'a.stage_code'),
    )
    .select(['a.id', 'c.threshold_num as num', 'c.threshold_den as den'])
    .where(sql<boolean>`(a.region_id, a.id) in (select * from unnest(${regions}::int[], ${ids}::uuid[]))`)
    .where('c.measure', '=', 'assessment.dissatisfied')
    .where('c.comparison', '=', 'below')
    .where('c.is_hard', '=', true)
    .where('c.applies', '=', true)
    // Of several the strictest comes last, and stays in the map.
    .orderBy(sql`c.threshold_num::numeric / c.threshold_den`, 'desc')
    .execute();
  return new Map(
    rows.flatMap(({ id, num, den }) => (num === null || den === null ? [] : [[id, { num, den }] as const])),
  );
}
