import type { Unsettled } from '@muster/core/roster';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Of these units, those with a vote that failed or an order to correct that nobody has verified, as far as one sees them or a transfer out of them. */
export async function unsettledAmong(
  tx: ReadTx,
  regionId: number,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, Unsettled>> {
  if (unitIds.length === 0) return new Map();
  const { rows } = await sql<Unsettled>`
    select unit_id as "unitId", unit_name as name, vote_fails as "voteFails", orders, due_on as "dueOn", members, only_member as "onlyMember"
    from roster_unsettled(${regionId}, ${unitIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.unitId, row]));
}

export async function unsettledOf(tx: ReadTx, regionId: number, unitId: string): Promise<Unsettled | null> {
  return (await unsettledAmong(tx, regionId, [unitId])).get(unitId) ?? null;
}
