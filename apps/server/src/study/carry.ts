import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { MembersMoved } from '../roster/index.ts';

/** Hears that members moved: what they attended and read goes along to the stage of the unit where they are now. */
export async function carryAlong(tx: Tx, { regionId, moves }: MembersMoved): Promise<void> {
  const people = moves.map(({ personId }) => personId);
  await sql`select study_carry(${regionId}::int, ${people}::uuid[])`.execute(tx);
}
