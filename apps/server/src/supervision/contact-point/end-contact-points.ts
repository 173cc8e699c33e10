import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Circumstances } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { MemberLeft } from '../../roster/index.ts';

/** Who has died or was expelled has no contact point any more. */
export async function endContactPoints(
  tx: Tx,
  { regionId, personId, endsAuthority }: MemberLeft,
  { at, timeZone }: Circumstances,
): Promise<void> {
  if (!endsAuthority) return;
  await sql`
    update contact_point set to_on = greatest(${civilDateAt(at, timeZone)}::date, from_on)
    where region_id = ${regionId} and person_id = ${personId}::uuid and to_on is null`.execute(tx);
}
