import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

/** Two leaves of one person are noted one after the other, so that the second sees the days of the first. */
export async function lockLeaves(tx: Tx, personId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('study.leave ' || ${personId}, 0))`.execute(tx);
}
