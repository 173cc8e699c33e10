import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

/** Sheets of one plan are written one after the other, so that the second joins what the first has made; after the participation. */
export async function lockPlan(tx: Tx, planId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('study.plan ' || ${planId}, 0))`.execute(tx);
}
