import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { ReadTx, Tx } from '../platform/database/db.ts';
import { codeHash } from './queries.ts';

interface Issue {
  readonly person: { readonly regionId: number; readonly id: string };
  readonly login: string;
  /** Without dashes; only its hash is stored. */
  readonly code: string;
}

/** One sheet after another: two that choose logins for the same people at once would disagree. */
export async function lockAccounts(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(4870, 2)`.execute(tx);
}

export async function loginsTaken(tx: ReadTx, wanted: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ login: string }>`
    select login from access_logins_taken(${wanted}::text[]) login`.execute(tx);
  return new Set(rows.map((row) => row.login));
}

/** Prepares the accounts that are missing and gives each its code; earlier codes end. Two queries, whatever the number of people. */
export async function issueActivations(
  tx: Tx,
  issues: readonly Issue[],
  endsAt: Date,
  { actor, at, newId }: Circumstances,
): Promise<void> {
  const people = issues.map(({ person }) => person.id);
  const { rows } = await sql<{ person_id: string; account_id: string }>`
    select u.person as person_id, access_prepare_account(u.id, u.region, u.person, u.login, ${at}) as account_id
    from unnest(${issues.map(() => newId())}::uuid[], ${issues.map(({ person }) => person.regionId)}::int[], ${people}::uuid[],
      ${issues.map(({ login }) => login)}::text[]) u (id, region, person, login)`.execute(tx);
  const accounts = new Map(rows.map((row) => [row.person_id, row.account_id]));
  const hashes = issues.map(({ code }) => `\\x${codeHash(code).toString('hex')}`);
  await sql`
    select access_issue_activation(u.id, u.account, u.code, ${endsAt}, ${actor.personId}::uuid, ${at})
    from unnest(${issues.map(() => newId())}::uuid[], ${people.map((id) => accounts.get(id) ?? null)}::uuid[],
      ${hashes}::bytea[]) u (id, account, code)`.execute(tx);
}

/** Uses a one-time code: the new password holds and all sessions end. False: unknown, used or expired by now. */
export async function useActivation(tx: Tx, code: string, passwordHash: string, at: Date): Promise<boolean> {
  const { rows } = await sql`select login from access_activate(${codeHash(code)}, ${passwordHash}, ${at})`.execute(tx);
  return rows.length > 0;
}
