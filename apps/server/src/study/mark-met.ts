import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { markAllDirty } from '../platform/outbox.ts';
import type { ActivityAtHand } from './activity-at-hand.ts';

/** Whose standing is worked out again when a sheet changes: every unit that met, and where its people belong by now with their hours. */
export async function markMet(
  tx: Tx,
  {
    activity,
    lines,
    units,
  }: Pick<ActivityAtHand, 'activity' | 'units'> & { readonly lines: readonly { readonly person_id: string }[] },
): Promise<void> {
  await markAllDirty(tx, units);
  const people = lines.map((line) => line.person_id);
  await sql`select study_mark_belonging(${activity.region_id}, ${activity.campaign_id}::uuid, ${people}::uuid[])`.execute(
    tx,
  );
}
