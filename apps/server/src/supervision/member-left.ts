import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { MemberLeft } from '../roster/index.ts';

/** Who has died or was expelled is in no team any more; the grants end with all the others. */
export async function leaveTeams(
  tx: Tx,
  { personId, endsAuthority }: MemberLeft,
  { at, timeZone }: Circumstances,
): Promise<void> {
  if (!endsAuthority) return;
  await tx
    .updateTable('team_member')
    .set({ to_on: sql<string>`greatest(from_on, ${civilDateAt(at, timeZone)}::date)` })
    .where('person_id', '=', personId)
    .where('to_on', 'is', null)
    .execute();
}
