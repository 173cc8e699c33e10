import type { CodeEntry } from '@muster/core/organisation';
import type { ReadTx } from '../platform/database/db.ts';

/** A category of members; of one with a meaning, figures and rules speak. */
export interface MemberCategory extends CodeEntry {
  readonly hasMeaning: boolean;
}

/** The instance's categories of members in their order, retired ones included. */
export async function memberCategories(tx: ReadTx): Promise<MemberCategory[]> {
  const rows = await tx.selectFrom('member_category').selectAll().orderBy('position').orderBy('code').execute();
  return rows.map((row) => ({
    code: row.code,
    title: { zh: row.title_zh, en: row.title_en },
    isRetired: row.retired_at !== null,
    hasMeaning: row.has_meaning,
  }));
}
