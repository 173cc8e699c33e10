import type { RouteAnswer } from '@muster/contract';
import type { listCounted } from '@muster/contract/organisation';
import type { CountedMeasure, CountedPart, Parting } from '@muster/core/organisation';
import { sql } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Actor } from '../../platform/identity.ts';
import { beyondSight } from '../beyond.view.ts';
import type { Node } from '../queries.ts';
import { countedItems, countedSums, itemsOfPart, type Figure, type WantedPart } from './counted-items.ts';
import { unitsOfBatch } from './of-batch.ts';

type Answer = RouteAnswer<typeof listCounted>;

interface Sum {
  readonly kind: string;
  readonly classCode: string | null;
  readonly child: string | null;
  readonly counted: number;
}

/** A figure of a node with its parts by class, by kind and by the nodes right beneath: one query, however much there is. */
export async function countedMeasure(
  tx: ReadTx,
  node: Node,
  figure: Figure,
  childIds: ReadonlyMap<string, string>,
): Promise<CountedMeasure> {
  const units = await unitsOfBatch(tx, node, figure.batchId);
  const { rows } = await sql<Sum>`
    select kind, class_code as "classCode", child, sum(counted) as counted from (${countedSums(node, figure.measure, units)}) i
    group by kind, class_code, child`.execute(tx);
  const partsBy = (key: (row: Sum) => string | null): CountedPart[] =>
    [...Map.groupBy(rows, key)].map(([part, counted]) => ({ part, counted: sum(counted) }));
  return {
    total: sum(rows),
    parts: new Map<Parting, CountedPart[]>([
      ['class', partsBy((row) => row.classCode)],
      ['kind', partsBy((row) => row.kind)],
      ['child', partsBy((row) => (row.child === null ? null : (childIds.get(row.child) ?? null)))],
    ]),
  };
}

function sum(rows: readonly { readonly counted: number }[]): number {
  return rows.reduce((total, { counted }) => total + counted, 0);
}

/** The list behind a figure, or behind a part of it; `after` is the last row of the page before. */
export async function countedRows(
  tx: ReadTx,
  node: Node,
  figure: Figure,
  part: WantedPart | null,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  actor: Pick<Actor, 'grants'>,
): Promise<Answer> {
  const wanted = itemsOfPart(node, part);
  const units = await unitsOfBatch(tx, node, figure.batchId);
  const counted = await sql<{ all: number }>`
    select coalesce(sum(counted), 0) as "all" from (${countedSums(node, figure.measure, units)}) i where ${wanted}`.execute(
    tx,
  );
  const items = sql`select * from (${countedItems(node, figure.measure, units)}) i where ${wanted}`;
  const { rows } = await sql<Answer['rows'][number]>`
    with w as (${items})
    select id, kind, name, code, class_code as "classCode", within from w
    ${after === undefined ? sql`` : sql`where (at, name, id) > (select at, name, id from w where id = ${after}::uuid)`}
    order by at, name, id limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  const all = counted.rows[0]?.all ?? 0;
  // The counters have neither parts nor the units of a batch.
  const isWhole = part === null && figure.batchId === null;
  const beyond = isWhole
    ? await beyondSight(tx, node, actor, all, {
        campaignId: null,
        times: ({ measure }) => (measure === figure.measure ? 1 : 0),
      })
    : 0;
  return { rows: page, all, beyond, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** Where things that are counted stand: in the node's own tree, and in the other one where they stand in both. */
export interface CountedPlace {
  readonly path: string;
  readonly other: string | null;
  readonly counted: number;
}

/** How many of a figure stand at each place beneath a node, for holding many totals against their counts at once. */
export async function countedByPath(tx: ReadTx, node: Node, figure: Figure): Promise<readonly CountedPlace[]> {
  const units = await unitsOfBatch(tx, node, figure.batchId);
  const { rows } = await sql<CountedPlace>`
    select at::text as path, other::text as other, sum(counted) as counted from (${countedSums(node, figure.measure, units)}) i
    group by at, other`.execute(tx);
  return rows;
}
