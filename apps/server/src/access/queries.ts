import { createHash } from 'node:crypto';
import type { RouteAnswer } from '@muster/contract';
import type { readInstance } from '@muster/contract/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

type Instance = RouteAnswer<typeof readInstance>;

export async function instanceNow(
  tx: ReadTx,
): Promise<Omit<Instance, 'secure' | 'version' | 'building' | 'uploadMegabytes'>> {
  const row = await tx.selectFrom('instance').select(['name', 'kind', 'time_zone']).executeTakeFirstOrThrow();
  return {
    name: row.name,
    kind: row.kind === 'demo' ? 'demo' : 'real',
    state: (await hasAccount(tx)) ? 'ready' : 'empty',
    timeZone: row.time_zone,
  };
}

export async function hasAccount(tx: ReadTx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select access_has_account() as yes`.execute(tx);
  return rows[0]?.yes ?? false;
}

/** Whose login a live one-time code is for. */
export async function activationLogin(tx: ReadTx, code: string, at: Date): Promise<string | null> {
  const { rows } = await sql<{ login: string | null }>`
    select access_activation_login(${codeHash(code)}, ${at}) as login`.execute(tx);
  return rows[0]?.login ?? null;
}

/** Of a code without its dashes; 80 random bits need no slow hash. */
export function codeHash(code: string): Buffer {
  return createHash('sha256').update(code).digest();
}
