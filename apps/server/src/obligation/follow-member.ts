import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';

/** Hears that people belong elsewhere now: what they owe in person, and have not done, goes with them where that is asked too. */
export async function takeAlong(
  tx: Tx,
  { regionId, moves }: { readonly regionId: number; readonly moves: readonly { readonly personId: string }[] },
): Promise<void> {
  const people = moves.map(({ personId }) => personId);
  await sql`select obligation_take_along(${regionId}, ${people}::uuid[])`.execute(tx);
}

interface OfMember {
  readonly regionId: number;
  readonly personId: string;
}

/** Hears that somebody is a member no longer: what that one has not done is owed no more. */
export async function letGo(tx: Tx, { regionId, personId }: OfMember, { actor, at }: Circumstances): Promise<void> {
  await sql`select obligation_let_go(${regionId}, ${personId}::uuid, ${at}, ${actor.personId}::uuid, ${actor.personName})`.execute(
    tx,
  );
}

/** Hears that the membership goes on: it is owed as before. */
export async function oweAgain(tx: Tx, { regionId, personId }: OfMember): Promise<void> {
  await sql`select obligation_owe_again(${regionId}, ${personId}::uuid)`.execute(tx);
}
