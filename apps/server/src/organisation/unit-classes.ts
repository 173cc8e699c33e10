import { inTreeOrder, type UnitClass } from '@muster/core/organisation';
import { sql } from 'kysely';
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

/** Of units that are there and in sight, with the classes above those. */
export async function usedClasses(tx: ReadTx): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    with recursive used as (
      select distinct class_code as code from organisation where kind = 'unit' and closed_on is null and class_code is not null
      union
      select c.parent_code from used join unit_class c on c.code = used.code where c.parent_code is not null)
    select code from used order by code`.execute(tx);
  return rows.map(({ code }) => code);
}
