import type { RouteAnswer } from '@muster/contract';
import type { readOrganisation } from '@muster/contract/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Node } from './queries.ts';

type Answer = RouteAnswer<typeof readOrganisation>;

/** A node with the nodes above it, from the top down, and those it is linked to in the other tree, the host first. */
export async function organisationOf(tx: ReadTx, node: Node): Promise<Answer> {
  const organisation = await sql<Answer['organisation']>`
    select id, tree, kind, name, code, credit_code as "creditCode", class_code as "classCode", state, operation,
      parent_id as "parentId", opened_on as "openedOn", closed_on as "closedOn"
    from organisation where region_id = ${node.regionId} and id = ${node.id}::uuid`.execute(tx);
  const above = await sql<Answer['above'][number]>`
    with recursive above as (
      select id, parent_id, name, 0 as steps from organisation where region_id = ${node.regionId} and id = ${node.id}::uuid
      union all
      select o.id, o.parent_id, o.name, steps + 1 from above a
      join organisation o on o.region_id = ${node.regionId} and o.id = a.parent_id
    )
    select id, name from above where steps > 0 order by steps desc`.execute(tx);
  const linked = await sql<Answer['linked'][number]>`
    select o.id, o.kind, o.name, s.is_host as "isHost"
    from branch_serves_unit s
    join organisation o on o.region_id = s.region_id and o.id = case s.branch_id when ${node.id}::uuid then s.unit_id else s.branch_id end
    where s.region_id = ${node.regionId} and (s.branch_id = ${node.id}::uuid or s.unit_id = ${node.id}::uuid) and s.to_on is null
    order by s.is_host desc, o.path`.execute(tx);
  const [found] = organisation.rows;
  if (found === undefined) throw new Error('the node was there a moment ago');
  return { organisation: found, above: above.rows, linked: linked.rows };
}
