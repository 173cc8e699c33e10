import type { ReadTx } from '../platform/database/db.ts';

/** Until when everything recorded in a region is in its figures. */
export async function foldedAt(tx: ReadTx, regionId: number): Promise<string | null> {
  const folded = await tx
    .selectFrom('rollup_folded')
    .select('as_of')
    .where('region_id', '=', regionId)
    .executeTakeFirst();
  return folded?.as_of.toISOString() ?? null;
}
