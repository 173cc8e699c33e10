import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

interface Concerned {
  readonly regionId: number;
  readonly id: string;
  readonly path: string;
  readonly linked: readonly string[];
}

/** The participations whose denominators change with the members of these units. */
export async function participationsOfUnits(
  tx: ReadTx,
  regionId: number,
  unitIds: readonly string[],
): Promise<Concerned[]> {
  const { rows } = await sql<Concerned>`
    select region_id as "regionId", id, path::text as path, linked::text[] as linked from participation
    where region_id = ${regionId} and unit_id = any (${unitIds}::uuid[])`.execute(tx);
  return rows;
}
