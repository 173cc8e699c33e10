import { writeOrganisations, type WrittenOrganisation } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Node } from './queries.ts';

interface Row extends WrittenOrganisation {
  readonly parentCode: string | null;
}

/** What lies beneath a node in both trees, as a file that imports again beneath the same node unchanged. */
export async function writtenBeneath(tx: ReadTx, node: Node): Promise<readonly (readonly string[])[]> {
  const inOtherTree = node.parentId === null ? sql`o.tree <> ${node.tree}` : sql`o.linked <@ ${node.place.path}::ltree`;
  const { rows } = await sql<Row>`
    select o.id, o.tree, o.kind, o.parent_id as "parentId", o.name, o.code, o.credit_code as "creditCode", o.class_code as "classCode",
      o.state, o.position, o.opened_on as "openedOn", claim.stated, coalesce(link.codes, '{}') as "unitCodes",
      case when above.parent_id is null then null else coalesce(above.code, above.credit_code) end as "parentCode"
    from organisation o
    left join organisation above on above.region_id = o.region_id and above.id = o.parent_id
    left join (
      select distinct on (organisation_id) organisation_id, stated from organisation_claim
      where region_id = ${node.regionId} and measure = 'members' order by organisation_id, recorded_at desc, id desc
    ) claim on claim.organisation_id = o.id
    left join (
      select s.branch_id, array_agg(coalesce(u.code, u.credit_code) order by s.is_host desc, u.path)
        filter (where coalesce(u.code, u.credit_code) is not null) as codes
      from branch_serves_unit s join organisation u on u.region_id = s.region_id and u.id = s.unit_id
      where s.region_id = ${node.regionId} and s.to_on is null group by s.branch_id
    ) link on link.branch_id = o.id
    where o.region_id = ${node.regionId} and o.closed_on is null and o.parent_id is not null and o.id <> ${node.id}::uuid
      and (o.path <@ ${node.place.path}::ltree or ${inOtherTree})`.execute(tx);
  const codeAbove = new Map(rows.map((row) => [row.id, row.parentId === node.id ? null : row.parentCode]));
  return writeOrganisations(rows, ({ id }) => codeAbove.get(id) ?? '');
}
