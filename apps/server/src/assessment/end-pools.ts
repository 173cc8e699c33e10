import { sql } from 'kysely';
import type { UnitClosed } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

/** Hears that a unit takes part no longer: the pool in which it was to vote ends with it, unless it has voted. */
export async function endPools(
  tx: Tx,
  { regionId, unitId, reason }: UnitClosed,
  { actor, at }: Circumstances,
): Promise<void> {
  await sql`select assessment_end_pools_of(${regionId}, ${unitId}::uuid, ${actor.personId}::uuid, ${actor.personName}, ${reason}, ${at})`.execute(
    tx,
  );
}
