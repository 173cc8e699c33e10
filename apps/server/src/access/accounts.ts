import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { accountOf } from './check-password.ts';

/** An account with a password that was chosen elsewhere: the first administrator's, a demo's, the command line's. */
export interface DirectAccount {
  readonly id: string;
  readonly person: { readonly regionId: number; readonly id: string };
  readonly login: string;
  readonly passwordHash: string;
  readonly at: Date;
}

/** Never behind a route but set-up: no password rule is asked here. A login that is taken breaks account__login_unique. */
export async function createAccountDirectly(tx: Tx, account: DirectAccount): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with made as (select access_prepare_account(${account.id}::uuid, ${account.person.regionId}::int, ${account.person.id}::uuid,
      ${account.login}, ${account.at}) as id)
    select id from made`.execute(tx);
  const id = rows[0]?.id ?? account.id;
  await setPassword(tx, id, account.passwordHash);
  return id;
}

/** For the command line, when nobody above is left to make an activation sheet. False: there is no such login. */
export async function resetPassword(tx: Tx, login: string, passwordHash: string, at: Date): Promise<boolean> {
  const account = await accountOf(tx, login);
  if (account === null) return false;
  await setPassword(tx, account.id, passwordHash);
  await endSessions(tx, account.person_id, at, null);
  return true;
}

export async function setPassword(tx: Tx, accountId: string, passwordHash: string): Promise<void> {
  await sql`select access_set_password(${accountId}::uuid, ${passwordHash})`.execute(tx);
}

/** Ends a person's sessions, but for one that stays. */
export async function endSessions(tx: Tx, personId: string, at: Date, but: Buffer | null): Promise<void> {
  await sql`select access_end_sessions_of(${personId}::uuid, ${at}, ${but})`.execute(tx);
}
