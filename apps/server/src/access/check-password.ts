import { minutesBlocked, restsUntil } from '@muster/core/access';
import { refuse, type Refusal } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Platform } from '../platform/context.ts';
import { inTransaction, type Db, type Tx } from '../platform/database/db.ts';
import { EVERYWHERE, NOBODY } from '../platform/database/scope.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { isPassword } from './password.ts';

interface AccountRow {
  id: string;
  person_id: string;
  password_hash: string | null;
  state: string;
}

/** Of a login that nobody has there is no account, and its attempts are counted all the same. */
type AttemptRow = { [column in keyof AccountRow]: AccountRow[column] | null } & {
  failures: number;
  blocked_until: Date | null;
};

interface Attempt {
  readonly login: string;
  readonly password: string;
}

type Checked = { readonly accountId: string; readonly personId: string } | null | Refusal<'login-blocked'>;

/**
 * The account behind a login and its password; null when either is wrong, which takes the same time and rests as long after as many
 * failures. An attempt is counted before its password is looked at, so that a hundred guesses sent at once are not a hundred guesses,
 * and taken back when it was right. Those of one login wait for one another: counted and not yet taken back, right ones sent at once
 * would be taken for wrong ones.
 */
export function passwordCheck(): (platform: Platform, attempt: Attempt, at: Date) => Promise<Checked> {
  const inTurn = oneAtATime();
  return (platform, attempt, at) => inTurn(attempt.login, () => checkPassword(platform, attempt, at));
}

async function checkPassword(platform: Platform, attempt: Attempt, at: Date): Promise<Checked> {
  const found = await inTransaction(platform.db, NOBODY, async (tx) => {
    // A lost count does no harm, and nobody waits for the disk.
    await sql`set local synchronous_commit = off`.execute(tx);
    const before = await attemptAt(tx, attempt.login, at);
    if (minutesBlocked(before.blocked_until, at) === 0) await countAttempt(tx, attempt.login, before.failures + 1, at);
    return before;
  });
  const minutes = minutesBlocked(found.blocked_until, at);
  if (minutes > 0) return refuse('login-blocked', { minutes });
  const hash = found.state === 'active' ? found.password_hash : null;
  if (!(await isPassword(attempt.password, hash)) || found.id === null || found.person_id === null) return null;
  const { id: accountId, person_id: personId } = found;
  await inTransaction(platform.db, NOBODY, (tx) => attemptSucceeded(tx, accountId));
  return { accountId, personId };
}

async function attemptAt(tx: Tx, login: string, at: Date): Promise<AttemptRow> {
  const { rows } = await sql<AttemptRow>`
    select id, person_id, password_hash, state, failures, blocked_until from access_attempt(${login}, ${at})`.execute(
    tx,
  );
  if (rows[0] === undefined) throw new Error('an attempt has one row');
  return rows[0];
}

export async function accountOf(tx: Tx, login: string): Promise<AccountRow | null> {
  const { rows } = await sql<AccountRow>`
    select id, person_id, password_hash, state from access_account(${login})`.execute(tx);
  return rows[0] ?? null;
}

/** A right password takes back what was counted. */
async function attemptSucceeded(tx: Tx, accountId: string): Promise<void> {
  await sql`select access_attempt_succeeded(${accountId}::uuid)`.execute(tx);
}

async function countAttempt(tx: Tx, login: string, failures: number, at: Date): Promise<void> {
  await sql`select access_count_attempt(${login}, ${restsUntil(failures, at)})`.execute(tx);
}

/** Attempts of more than a day ago; the table holds what the limit of requests an address lets in within a day. */
export async function forgetAttempts(worker: Db): Promise<void> {
  await inTransaction(worker, EVERYWHERE, (tx) =>
    sql`select access_forget_attempts(now() - interval '1 day')`.execute(tx),
  );
}
