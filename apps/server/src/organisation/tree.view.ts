import type { RouteAnswer } from '@muster/contract';
import type { listRoots } from '@muster/contract/organisation';
import { covers, pathsWith } from '@muster/core/access';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import type { Node } from './queries.ts';

type TreeNode = RouteAnswer<typeof listRoots>['nodes'][number];

/** Figures of the roster belong to no campaign. */
const noCampaign = '00000000-0000-0000-0000-000000000000';

interface Row extends Omit<TreeNode, 'organisations'> {
  readonly regionId: number;
  readonly path: string;
}

const columns = sql`
  o.region_id as "regionId", o.id, o.tree, o.kind, o.name, o.path::text as path,
  exists (select from organisation beneath where beneath.region_id = o.region_id and beneath.parent_id = o.id
    and beneath.closed_on is null) as "hasChildren"`;

/** Where one's authority to read begins, and what a unit or branch among it is linked to in the other tree. */
export async function rootsOf(tx: ReadTx, actor: Actor): Promise<TreeNode[]> {
  const paths = new Set(pathsWith(actor.grants, 'read'));
  const own = actor.grants.filter((grant) => grant.verb === 'read' && paths.has(grant.path));
  const ids = sql`${[...new Set(own.map((grant) => grant.organisationId))]}::uuid[]`;
  const regions = sql`${[...new Set(own.map((grant) => grant.regionId))]}::int[]`;
  const { rows } = await sql<Row>`
    with top as (
      select region_id, id from organisation where region_id = any (${regions}) and id = any (${ids})
      union select region_id, branch_id from branch_serves_unit where region_id = any (${regions}) and unit_id = any (${ids}) and to_on is null
      union select region_id, unit_id from branch_serves_unit where region_id = any (${regions}) and branch_id = any (${ids}) and to_on is null
    )
    select ${columns} from top join organisation o on o.region_id = top.region_id and o.id = top.id
    where o.closed_on is null
    order by o.tree desc, o.position, o.name, o.id`.execute(tx);
  const topmost = rows.filter((row) => !rows.some((other) => other.path !== row.path && covers(other.path, row.path)));
  return counted(tx, topmost);
}

export async function childrenOf(tx: ReadTx, node: Node): Promise<TreeNode[]> {
  const { rows } = await sql<Row>`
    select ${columns} from organisation o
    where o.region_id = ${node.regionId} and o.parent_id = ${node.id}::uuid and o.closed_on is null
    order by o.position, o.name, o.id`.execute(tx);
  return counted(tx, rows);
}

/**
 * With their figures from the roll-up: units up the places, branches up the party tree; what was not folded yet is 0. A unit or a
 * branch is one, also to those who may not see its figure. By itself,
 * because paths are compared only after row security, and a join would go through all figures once a node.
 */
async function counted(tx: ReadTx, rows: readonly Row[]): Promise<TreeNode[]> {
  const regions = [...new Set(rows.map(({ regionId }) => regionId))];
  const { rows: figures } = await sql<{ path: string; measure: string; amount: number }>`
    select path::text as path, measure, amount from rollup_counter
    where region_id = any (${regions}::int[]) and campaign_id = ${noCampaign}::uuid and stage_code = '' and measure in ('units', 'branches')
      and path = any (${rows.map(({ path }) => path)}::ltree[])`.execute(tx);
  const amounts = new Map(figures.map(({ path, measure, amount }) => [`${measure} ${path}`, amount]));
  return rows.map(({ regionId: _region, path, ...node }) => ({
    ...node,
    organisations:
      amounts.get(`${node.tree === 'place' ? 'units' : 'branches'} ${path}`) ??
      (node.kind === 'unit' || node.kind === 'branch' ? 1 : 0),
  }));
}
