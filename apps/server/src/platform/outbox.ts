import { ahead } from './database/marks.ts';
import { v7 } from 'uuid';
import type { Tx } from './database/db.ts';

/** What a command adds to a figure of its place in each tree; negative takes away. */
export interface Delta {
  readonly regionId: number;
  /** Null for figures of the roster, which belong to no campaign. */
  readonly campaignId: string | null;
  readonly stageCode?: string;
  /** A word of the slice that adds it; standings add their own (`stage:open`, `condition:hours:met`). */
  readonly measure: string;
  readonly amount: number;
  readonly path: string;
  readonly partyPath: string | null;
}

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
    await tx
      .insertInto('rollup_delta')
      .values(rows.slice(start, start + 1000))
      .modifyEnd(ahead)
      .execute();
  }
}

interface Marked {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly linked: readonly string[];
}

/** Has the worker work out a participation's standing again. */
export async function markDirty(tx: Tx, participation: Marked): Promise<void> {
  await markAllDirty(tx, [participation]);
}

export async function markAllDirty(tx: Tx, marked: readonly Marked[]): Promise<void> {
  // In one order, so that two who mark the same ones do not wait for each other.
  const participations = marked.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  for (let start = 0; start < participations.length; start += 1000) {
    await tx
      .insertInto('rollup_dirty')
      .values(
        participations.slice(start, start + 1000).map((each) => ({
          region_id: each.regionId,
          participation_id: each.id,
          path: each.path,
          linked: [...each.linked],
        })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['region_id', 'participation_id'])
          .doUpdateSet((eb) => ({ marked_at: eb.ref('excluded.marked_at') })),
      )
      .modifyEnd(ahead)
      .execute();
  }
}
