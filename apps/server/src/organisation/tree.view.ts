import type { RouteAnswer } from '@muster/contract';
import type { listRoots } from '@muster/contract/organisation';
import { covers, pathsWith } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { Node } from './queries.ts';

type TreeNode = RouteAnswer<typeof listRoots>['nodes'][number];

interface TreeRow extends TreeNode {
  readonly path: string;
}

/** Figures of the roster belong to no campaign. */
const noCampaign = '00000000-0000-0000-0000-000000000000';

/** Units count up the places, branches up the party tree; nothing is counted here, and what was not folded yet is 0. */
const columns = sql`
  o.id, o.tree, o.kind, o.name, o.path::text as path, coalesce(c.amount, 0) as organisations,
  exists (select from organisation beneath where beneath.region_id = o.region_id and beneath.parent_id = o.id
    and beneath.closed_on is null) as "hasChildren"`;
const counters = sql`
  left join rollup_counter c on c.region_id = o.region_id and c.path = o.path and c.campaign_id = ${noCampaign}::uuid
    and c.stage_code = '' and c.measure = case o.tree when 'place' then 'units' else 'branches' end`;

/** Where one's authority to read begins, and what a unit or branch among it is linked to in the other tree. */
export async function rootsOf(tx: ReadTx, actor: Actor): Promise<TreeNode[]> {
  const paths = new Set(pathsWith(actor.grants, 'read'));
  const own = actor.grants.filter((grant) => grant.verb === 'read' && paths.has(grant.path));
  const ids = sql`${[...new Set(own.map((grant) => grant.organisationId))]}::uuid[]`;
  const regions = sql`${[...new Set(own.map((grant) => grant.regionId))]}::int[]`;
  const { rows } = await sql<TreeRow>`
    with top as (
      select region_id, id from organisation where region_id = any (${regions}) and id = any (${ids})
      union select region_id, branch_id from branch_serves_unit where region_id = any (${regions}) and unit_id = any (${ids}) and to_on is null
      union select region_id, unit_id from branch_serves_unit where region_id = any (${regions}) and branch_id = any (${ids}) and to_on is null
    )
    select ${columns} from top join organisation o on o.region_id = top.region_id and o.id = top.id ${counters}
    where o.closed_on is null
    order by o.tree desc, o.position, o.name, o.id`.execute(tx);
  return rows
    .filter((row) => !rows.some((other) => other.path !== row.path && covers(other.path, row.path)))
    .map(nodeOf);
}

export async function childrenOf(tx: ReadTx, node: Node): Promise<TreeNode[]> {
  const { rows } = await sql<TreeRow>`
    select ${columns} from organisation o ${counters}
    where o.region_id = ${node.regionId} and o.parent_id = ${node.id}::uuid and o.closed_on is null
    order by o.position, o.name, o.id`.execute(tx);
  return rows.map(nodeOf);
}

function nodeOf({ path: _path, ...node }: TreeRow): TreeNode {
  return node;
}
