import type { Place } from '@muster/core/access';
import type { Kind, Tree } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { linkedColumn } from '../platform/place.ts';

/** A region, a unit, a committee, a general branch or a branch, as other slices need it. */
export interface Node {
  readonly regionId: number;
  readonly id: string;
  readonly tree: Tree;
  readonly kind: Kind;
  readonly name: string;
  readonly parentId: string | null;
  readonly place: Place;
}

interface NodeRow {
  readonly region_id: number;
  readonly id: string;
  readonly tree: string;
  readonly kind: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly path: string;
  readonly linked: string[];
}

/** A node that one may see, be it only by name as one above one's own place: whoever shows more asks `permit`. */
export async function findNode(tx: ReadTx, id: string): Promise<Node | null> {
  const row = await nodes(tx).where('o.id', '=', id).modifyEnd(kept).executeTakeFirst();
  return row === undefined ? null : nodeOf(row);
}

/** The root of a tree: everything of the instance lies beneath it. */
export async function rootOf(tx: ReadTx, tree: Tree): Promise<Node | null> {
  const row = await nodes(tx)
    .where('o.tree', '=', tree)
    .where('o.parent_id', 'is', null)
    .orderBy('o.region_id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : nodeOf(row);
}

/** Both topmost nodes of one storage region, the place first. */
export async function findRoots(tx: ReadTx, regionId: number): Promise<Node[]> {
  const rows = await nodes(tx)
    .where('o.region_id', '=', regionId)
    .where('o.parent_id', 'is', null)
    .where('o.closed_on', 'is', null)
    .orderBy('o.tree', 'desc')
    .execute();
  return rows.map(nodeOf).toSorted((one, other) => Number(other.tree === 'place') - Number(one.tree === 'place'));
}

/** The unit that keeps house for a branch. */
export async function hostOf(tx: ReadTx, branchId: string): Promise<Node | null> {
  const row = await served(tx, 'unit_id')
    .where('s.branch_id', '=', branchId)
    .where('s.is_host', '=', true)
    .executeTakeFirst();
  return row === undefined ? null : nodeOf(row);
}

/** Where one meets a branch: at its host, and who answers for a guest alone at that guest. */
export async function unitSeenOf(tx: ReadTx, branchId: string): Promise<Node | null> {
  const row = await served(tx, 'unit_id')
    .where('s.branch_id', '=', branchId)
    .orderBy('s.is_host', 'desc')
    .orderBy('o.path')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : nodeOf(row);
}

/** The branches that serve a unit, its own first. */
export async function branchesOf(tx: ReadTx, unitId: string): Promise<readonly Node[]> {
  return (await branchesOfUnits(tx, [unitId])).get(unitId) ?? [];
}

/** The same of each of these, by the unit's id. */
export async function branchesOfUnits(
  tx: ReadTx,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Node[]>> {
  const rows = await served(tx, 'branch_id')
    .select('s.unit_id as served')
    .where(sql<boolean>`s.unit_id = any (${[...unitIds]}::uuid[])`)
    .orderBy('s.is_host', 'desc')
    .orderBy('o.path')
    .modifyEnd(kept)
    .execute();
  return new Map([...Map.groupBy(rows, (row) => row.served)].map(([unitId, own]) => [unitId, own.map(nodeOf)]));
}

/** The topmost place of each of these storage regions. */
export async function topmostPlaces(tx: ReadTx, regionIds: readonly number[]): Promise<ReadonlyMap<number, Node>> {
  const rows = await nodes(tx)
    .where(sql<boolean>`o.region_id = any (${[...regionIds]}::int[])`)
    .where('o.tree', '=', 'place')
    .where('o.parent_id', 'is', null)
    .where('o.closed_on', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.region_id, nodeOf(row)]));
}

// Every key begins with the region: naming the few regions there are keeps a search by id on the key.
export function nodes(tx: ReadTx) {
  return tx
    .selectFrom('region as r')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.region_id', '=', 'r.region_id').on('o.moved_to', 'is', null),
    )
    .select(['o.region_id', 'o.id', 'o.tree', 'o.kind', 'o.name', 'o.parent_id', 'o.path'])
    .select(linkedColumn('o.linked').as('linked'));
}

function served(tx: ReadTx, end: 'unit_id' | 'branch_id') {
  return nodes(tx)
    .innerJoin('branch_serves_unit as s', (join) =>
      join.onRef('s.region_id', '=', 'o.region_id').onRef(`s.${end}`, '=', 'o.id').on('s.to_on', 'is', null),
    )
    .where(sql<boolean>`o.closed_on is null`);
}

export function nodeOf(row: NodeRow): Node {
  return {
    regionId: row.region_id,
    id: row.id,
    tree: row.tree as Tree,
    kind: row.kind as Kind,
    name: row.name,
    parentId: row.parent_id,
    place: { path: row.path, linked: row.linked },
  };
}
