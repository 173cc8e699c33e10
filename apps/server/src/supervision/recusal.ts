import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Whether somebody belongs to the unit or holds office there or in a branch that serves it: as the database's own checks ask. */
export async function isRecused(tx: ReadTx, personId: string, regionId: number, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ recused: boolean }>`
    select supervision_recused_here(${personId}::uuid, ${regionId}, ${unitId}::uuid) as recused`.execute(tx);
  return rows[0]?.recused === true;
}

/** Of these units those that somebody belongs to or holds office in, by the unit's id. */
export async function recusedAmong(
  tx: ReadTx,
  personId: string,
  units: readonly { readonly regionId: number; readonly unitId: string }[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct u.id from unnest(${units.map(({ regionId }) => regionId)}::int[], ${units.map(({ unitId }) => unitId)}::uuid[]) u (region, id)
    where supervision_recused_here(${personId}::uuid, u.region, u.id)`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
