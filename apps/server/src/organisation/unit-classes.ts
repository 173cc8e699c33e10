import { inTreeOrder, type UnitClass } from '@muster/core/organisation';
import type { ReadTx } from '../platform/database/db.ts';

/** The instance's classes of units in their order, each right before those beneath it; retired ones included. */
export async function unitClasses(tx: ReadTx): Promise<UnitClass[]> {
  const rows = await tx.selectFrom('unit_class').selectAll().orderBy('position').orderBy('code').execute();
  const classes = rows.map((row) => ({
    code: row.code,
    parentCode: row.parent_code,
    title: { zh: row.title_zh, en: row.title_en },
    isRetired: row.retired_at !== null,
  }));
  return inTreeOrder(classes);
}
