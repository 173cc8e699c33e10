import { v7 } from 'uuid';
import type { Tx } from '../platform/database/db.ts';

/** What a command adds to a figure of its place in each tree; negative takes away. */
export interface Delta {
  readonly regionId: number;
  /** Null for figures of the roster, which belong to no campaign. */
  readonly campaignId: string | null;
  readonly stageCode?: string;
  readonly measure: Measure;
  readonly amount: number;
  readonly path: string;
  readonly partyPath: string | null;
}

/** The figures that are added up the trees. */
export const measures = [
  'units',
  'branches',
  'members',
  'floating',
  'activities',
  'attendances',
  'absences',
] as const;

export type Measure = (typeof measures)[number];

/** In the command's own transaction; the folder carries them upward afterwards. */
export async function addDeltas(tx: Tx, deltas: readonly Delta[]): Promise<void> {
  const rows = deltas
    .filter((delta) => delta.amount !== 0)
    .map((delta) => ({
      region_id: delta.regionId,
      id: v7(),
      campaign_id: delta.campaignId,
      stage_code: delta.stageCode ?? '',
      measure: delta.measure,
      amount: delta.amount,
      path: delta.path,
      party_path: delta.partyPath,
    }));
  for (let start = 0; start < rows.length; start += 1000) {
    await tx.insertInto('rollup_delta').values(rows.slice(start, start + 1000)).execute();
  }
}

/** Has the worker work out a participation's standing again. */
export async function markDirty(
  tx: Tx,
  participation: { readonly regionId: number; readonly id: string; readonly path: string; readonly linked: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('rollup_dirty')
    .values({ region_id: participation.regionId, participation_id: participation.id, path: participation.path, linked: [...participation.linked] })
    .onConflict((conflict) => conflict.columns(['region_id', 'participation_id']).doUpdateSet((eb) => ({ marked_at: eb.fn('clock_timestamp') })))
    .execute();
}
