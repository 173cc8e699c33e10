import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Those of the branches on whose rolls whoever asks does not see everybody: a joint branch has people of other units. */
export async function rollsPartlySeen(
  tx: ReadTx,
  regionId: number,
  branchIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select branch_id as id from study_rolls_partly_seen(${regionId}, ${[...branchIds]}::uuid[]) where partly`.execute(
    tx,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The branches on whose sheets of an activity whoever asks does not see everybody. */
export async function sheetsPartlySeen(tx: ReadTx, regionId: number, activityId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select branch_id as id from study_sheets_partly_seen(${regionId}, ${activityId}::uuid) where partly`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
