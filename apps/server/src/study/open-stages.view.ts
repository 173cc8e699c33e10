import type { ReadTx } from '../platform/database/db.ts';

/** The code of the open stage by unit; a unit that takes no part, or is between stages, is not in the map. */
export async function openStages(tx: ReadTx, unitIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (unitIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('participation as p')
    .innerJoin('participation_stage as s', (join) => join.onRef('s.region_id', '=', 'p.region_id').onRef('s.participation_id', '=', 'p.id'))
    .select(['p.unit_id', 's.stage_code'])
    .where('p.unit_id', 'in', [...unitIds])
    .where('s.opened_at', 'is not', null)
    .where('s.closed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.unit_id, row.stage_code]));
}
