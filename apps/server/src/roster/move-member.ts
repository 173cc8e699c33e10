import type { CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';

/** One membership ends and the other opens, with the figures of both ends: the actor may see only one of them. */
export async function moveMember(
  tx: Tx,
  move: {
    readonly regionId: number;
    readonly transferId: string;
    readonly membershipId: string;
    readonly on: CivilDate;
  },
  actor: Actor,
  at: Date,
): Promise<void> {
  await sql`select roster_move(${move.regionId}, ${move.transferId}::uuid, ${move.membershipId}::uuid, ${actor.personId}::uuid,
    ${actor.personName}, ${move.on}::date, ${at})`.execute(tx);
}
