import type { HeldOffice } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** Every office and team that gives a person authority, wherever it lies, also one that begins later. */
export async function officesOf(tx: ReadTx, personId: string): Promise<HeldOffice[]> {
  const { rows } = await sql<{ role: string; path: string; linked: string[] }>`
    select distinct role, path, linked from access_grants(${personId}::uuid, 'infinity')`.execute(tx);
  return rows.map(({ role, path, linked }) => ({ role, place: { path, linked } }));
}
