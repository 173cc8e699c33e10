import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { kept } from '../platform/database/marks.ts';
import { nodeOf, nodes, type Node } from './queries.ts';

/** Those of the nodes that one may see, by their ids; see `findNode`. */
export async function findNodes(tx: ReadTx, ids: readonly string[]): Promise<ReadonlyMap<string, Node>> {
  const rows = await nodes(tx)
    .where(sql<boolean>`o.id = any (${[...ids]}::uuid[])`)
    .modifyEnd(kept)
    .execute();
  return new Map(rows.map((row) => [row.id, nodeOf(row)]));
}

/** The units that keep house for branches, by the branch's id. */
export async function hostsOf(tx: ReadTx, branchIds: readonly string[]): Promise<ReadonlyMap<string, Node>> {
  const rows = await nodes(tx)
    .innerJoin('branch_serves_unit as s', (join) =>
      join
        .onRef('s.region_id', '=', 'o.region_id')
        .onRef('s.unit_id', '=', 'o.id')
        .on('s.to_on', 'is', null)
        .on('s.is_host', '=', true),
    )
    .select('s.branch_id as served')
    .where('o.closed_on', 'is', null)
    .where(sql<boolean>`s.branch_id = any (${[...branchIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.served, nodeOf(row)]));
}
