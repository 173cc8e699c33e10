import { writeOrganisations, type WrittenOrganisation } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { Context } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import { fileWords } from './file-words.view.ts';
import { statedMembers, unitsServed } from './links.view.ts';
import type { Node } from './queries.ts';

interface Row extends Omit<WrittenOrganisation, 'stated' | 'unitCodes'> {
  readonly parentCode: string | null;
}

/** What lies beneath a node in both trees, as a file that imports again beneath the same node unchanged. */
export async function writtenBeneath(
  tx: ReadTx,
  node: Node,
  context: Pick<Context, 'actor' | 'said'>,
  language: 'zh' | 'en',
): Promise<readonly (readonly string[])[]> {
  const inOtherTree = node.parentId === null ? sql`o.tree <> ${node.tree}` : sql`o.linked <@ ${node.place.path}::ltree`;
  const { rows } = await sql<Row>`
    select o.id, o.tree, o.kind, o.parent_id as "parentId", o.name, o.code, o.credit_code as "creditCode", ${sql.ref(language === 'zh' ? 'kept.title_zh' : 'kept.title_en')} as "className",
      o.state, o.operation, o.position, o.opened_on as "openedOn",
      case when above.parent_id is null then null else coalesce(above.code, above.credit_code) end as "parentCode"
    from organisation o
    left join organisation above on above.region_id = o.region_id and above.id = o.parent_id
    left join unit_class kept on kept.code = o.class_code
    where o.region_id = ${node.regionId} and o.closed_on is null and o.parent_id is not null and o.id <> ${node.id}::uuid
      and (o.path <@ ${node.place.path}::ltree or ${inOtherTree})`.execute(tx);
  const served = await unitsServed(
    tx,
    node.regionId,
    rows.filter(({ kind }) => kind === 'branch').map(({ id }) => id),
  );
  const stated = await statedMembers(
    tx,
    node.regionId,
    rows.map(({ id }) => id),
  );
  const codeAbove = new Map(rows.map((row) => [row.id, row.parentId === node.id ? null : row.parentCode]));
  const written = rows.map((row) => ({
    ...row,
    stated: stated.get(row.id) ?? null,
    unitCodes: (served.get(row.id) ?? []).flatMap(({ unitCode }) => unitCode ?? []),
  }));
  return writeOrganisations(written, ({ id }) => codeAbove.get(id) ?? '', await fileWords(tx, context, node), language);
}
