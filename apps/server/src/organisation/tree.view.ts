import type { RouteAnswer } from '@muster/contract';
import type { listChildren, listRoots } from '@muster/contract/organisation';
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

type Page = RouteAnswer<typeof listChildren>;

interface PageWish {
  readonly after?: string | undefined;
  readonly limit: number;
  /** A child that is wanted whichever page it stands on. */
  readonly also?: string | undefined;
}

/** One page of what stands directly beneath a node; `after` is the last child of the page before. */
export async function childrenOf(tx: ReadTx, node: Node, { after, limit, also }: PageWish): Promise<Page> {
  const here = sql`o.region_id = ${node.regionId} and o.parent_id = ${node.id}::uuid and o.closed_on is null`;
  const beyond =
    after === undefined
      ? sql``
      : sql`and (o.position, o.name, o.id) > (select l.position, l.name, l.id from organisation l
          where l.region_id = ${node.regionId} and l.id = ${after}::uuid)`;
  const { rows } = await sql<Row & { readonly all: number; readonly isAlso: boolean }>`
    with page as materialized (
      select o.region_id, o.id, o.position, o.name from organisation o where ${here} ${beyond} order by o.position, o.name, o.id limit ${limit + 1}
    ), sought as (
      select o.region_id, o.id, o.position, o.name from organisation o where ${here} and o.id = ${also ?? null}::uuid
        and not exists (select from (select id from page order by position, name, id limit ${limit}) shown where shown.id = o.id)
    )
    select ${columns}, (select count(*) from organisation o where ${here}) as "all", listed."isAlso"
    from (select *, false as "isAlso" from page union all select *, true from sought) listed
    join organisation o on o.region_id = listed.region_id and o.id = listed.id
    order by listed."isAlso", o.position, o.name, o.id`.execute(tx);
  const inPage = rows.filter(({ isAlso }) => !isAlso);
  const [all = 0] = rows.map((row) => row.all);
  const nodes = inPage.slice(0, limit);
  const sought = rows.find(({ isAlso }) => isAlso);
  const shown = await counted(tx, sought === undefined ? nodes : [...nodes, sought]);
  return {
    nodes: shown.slice(0, nodes.length),
    also: shown[nodes.length] ?? null,
    all,
    next: inPage.length > limit ? (nodes.at(-1)?.id ?? null) : null,
  };
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
  return rows.map(({ regionId: _region, path, id, tree, kind, name, hasChildren }) => ({
    id,
    tree,
    kind,
    name,
    hasChildren,
    organisations:
      amounts.get(`${tree === 'place' ? 'units' : 'branches'} ${path}`) ??
      (kind === 'unit' || kind === 'branch' ? 1 : 0),
  }));
}
