import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

/**
 * Who spoke at an activity and who was there are said one after the other, also by a guest, who cannot lock the host's participation;
 * before any participation.
 */
export async function lockActivity(tx: Tx, activityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('study.activity ' || ${activityId}, 0))`.execute(tx);
}
