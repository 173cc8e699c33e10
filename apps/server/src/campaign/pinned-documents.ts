import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Lineage } from './stored-playbooks.ts';

/** Kept with the stage that a participation `p` has opened last; none before the first. */
export const pinnedDocuments = sql<Lineage | null>`(
  select s.documents from participation_stage s
  where s.region_id = p.region_id and s.participation_id = p.id and s.opened_at is not null
  order by s.opened_at desc, s.position desc limit 1)`;

/** The documents that were in force when the stage at hand of a participation opened; null before the first. */
export async function documentsPinned(tx: ReadTx, { id }: { readonly id: string }): Promise<Lineage | null> {
  const { rows } = await sql<{ lineage: Lineage | null }>`
    select ${pinnedDocuments} as lineage from participation p where p.id = ${id}::uuid`.execute(tx);
  return rows[0]?.lineage ?? null;
}
