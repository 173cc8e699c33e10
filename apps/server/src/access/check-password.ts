import { minutesBlocked, restsUntil } from '@muster/core/access';
import { refuse, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Platform } from '../platform/context.ts';
import { inTransaction, type Tx } from '../platform/database/db.ts';
import { NOBODY } from '../platform/database/scope.ts';
import { isPassword } from './password.ts';

interface AccountRow {
  id: string;
  person_id: string;
  password_hash: string | null;
  state: string;
  failures: number;
  blocked_until: Date | null;
}

/**
 * The account behind a login and its password; null when either is wrong, which takes the same time. An attempt is counted before
 * its password is looked at, so that a hundred guesses sent at once are not a hundred guesses. Success is written by the caller.
 */
export async function checkPassword(
  platform: Platform,
  attempt: { readonly login: string; readonly password: string },
  at: Date,
): Promise<{ readonly accountId: string; readonly personId: string } | null | Refusal<'login-blocked'>> {
  const account = await inTransaction(platform.db, NOBODY, async (tx) => {
    // A lost count does no harm, and waiting for the disk would tell an account from none.
    await sql`set local synchronous_commit = off`.execute(tx);
    const found = await accountOf(tx, attempt.login);
    if (found !== null && minutesBlocked(found.blocked_until, at) === 0) await countAttempt(tx, found, at);
    return found;
  });
  const minutes = minutesBlocked(account?.blocked_until ?? null, at);
  if (minutes > 0) return refuse('login-blocked', { minutes });
  const hash = account?.state === 'active' ? account.password_hash : null;
  if (!(await isPassword(attempt.password, hash)) || account === null) return null;
  return { accountId: account.id, personId: account.person_id };
}

export async function accountOf(tx: Tx, login: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select id, person_id, password_hash, state, failures, blocked_until from access_account(${login})`.execute(tx);
  return rows[0] ?? null;
}

/** A right password takes back what was counted. */
export async function attemptSucceeded(tx: Tx, accountId: string): Promise<void> {
  await sql`select access_attempt_succeeded(${accountId}::uuid)`.execute(tx);
}

async function countAttempt(tx: Tx, account: AccountRow, at: Date): Promise<void> {
  await sql`select access_count_attempt(${account.id}::uuid, ${restsUntil(account.failures + 1, at)})`.execute(tx);
}
