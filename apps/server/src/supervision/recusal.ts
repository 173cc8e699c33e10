import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Whether somebody belongs to the unit or holds office there or in a branch that serves it: as the database's own checks ask. */
export async function isRecused(tx: ReadTx, personId: string, regionId: number, unitId: string): Promise<boolean> {
  const { rows } = await sql<{ recused: boolean }>`
    select supervision_recused_here(${personId}::uuid, ${regionId}, ${unitId}::uuid) as recused`.execute(tx);
  return rows[0]?.recused === true;
}
