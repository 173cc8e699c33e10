import { civilDateAt } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { MemberLeft, MemberReturned } from '../roster/index.ts';

/** Offices, grants, sessions and the account of who has died or was expelled end with the membership. */
export async function endAuthority(
  tx: Tx,
  { personId, endsAuthority }: MemberLeft,
  { at, timeZone }: Circumstances,
): Promise<void> {
  if (!endsAuthority) return;
  await sql`select access_end_person(${personId}::uuid, ${civilDateAt(at, timeZone)}::date, ${at})`.execute(tx);
}

/** The account waits for a new activation sheet; offices are given again by whoever may give them. */
export async function reopenAccount(tx: Tx, { personId }: MemberReturned): Promise<void> {
  await sql`select access_reopen_account(${personId}::uuid)`.execute(tx);
}
