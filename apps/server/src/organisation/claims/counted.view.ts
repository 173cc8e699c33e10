import type { RouteAnswer } from '@muster/contract';
import type { listCounted } from '@muster/contract/organisation';
import type { ClaimMeasure, CountedMeasure, CountedPart, Parting } from '@muster/core/organisation';
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../platform/database/db.ts';
import type { Node } from '../queries.ts';

type Answer = RouteAnswer<typeof listCounted>;

/** Which part of a figure: codes (null for what has none), or the node right beneath, by its id. */
export interface WantedPart {
  readonly by: Parting;
  readonly of: readonly (string | null)[];
}

/**
 * Everything that a measure counts beneath a node, a row each. The figure and its list are both made from it, so that they cannot
 * differ, and from the records themselves: a claim held against a counter that is seconds behind would show differences that are none.
 */
function countedItems(node: Node, measure: ClaimMeasure): RawBuilder<unknown> {
  const { regionId, tree, place } = node;
  const depth = place.path.split('.').length;
  const childOf = (path: RawBuilder<unknown>) =>
    sql`case when nlevel(${path}) > ${depth} then subpath(${path}, ${depth}::int, 1)::text end`;
  const beneath = (path: RawBuilder<unknown>) =>
    sql`${path} <@ ${place.path}::ltree and ${path} <> ${place.path}::ltree`;
  if (measure === 'units') {
    const where = tree === 'place' ? beneath(sql`o.path`) : sql`true`;
    return sql`
      select o.id, o.kind, o.name, o.code, o.class_code, o.path as at, ${childOf(sql`o.path`)} as child, null::text as within, null::ltree as other
      from organisation o where o.region_id = ${regionId} and o.kind = 'unit' and o.closed_on is null and ${where}`;
  }
  if (measure === 'party-organisations') {
    const where = tree === 'party' ? beneath(sql`o.path`) : sql`o.parent_id is not null`;
    return sql`
      select o.id, o.kind, o.name, o.code, o.class_code, o.path as at, ${childOf(sql`o.path`)} as child, null::text as within, null::ltree as other
      from organisation o where o.region_id = ${regionId} and o.tree = 'party' and o.closed_on is null and ${where}`;
  }
  if (measure === 'branches') {
    const path = tree === 'place' ? sql`s.path` : sql`o.path`;
    const where = tree === 'place' ? sql`s.path <@ ${place.path}::ltree` : beneath(sql`o.path`);
    return sql`
      select o.id, o.kind, o.name, o.code, u.class_code, ${path} as at, ${childOf(path)} as child, u.name as within, ${tree === 'place' ? sql`o.path` : sql`s.path`} as other
      from organisation o
      join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
      left join organisation u on u.region_id = s.region_id and u.id = s.unit_id
      where o.region_id = ${regionId} and o.kind = 'branch' and o.closed_on is null and ${where}`;
  }
  const path = tree === 'place' ? sql`m.path` : sql`m.party_path`;
  return sql`
    select p.id, 'person' as kind, p.name, p.code, u.class_code, ${path} as at, ${childOf(path)} as child, b.name as within, ${tree === 'place' ? sql`m.party_path` : sql`m.path`} as other
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where m.region_id = ${regionId} and m.to_on is null and m.standing <> 'applicant' and ${membersOf(node, path)}
      ${measure === 'floating' ? sql`and 'floating' = any (p.categories)` : sql``}`;
}

/** At the leaves the key finds the rows; above them the path does. */
function membersOf({ kind, id, place }: Node, path: RawBuilder<unknown>): RawBuilder<unknown> {
  if (kind === 'branch') return sql`m.branch_id = ${id}::uuid`;
  if (kind === 'unit') return sql`m.unit_id = ${id}::uuid`;
  return sql`${path} <@ ${place.path}::ltree`;
}

/** A measure of a node with its parts by class, by kind and by the nodes right beneath: one query, however much there is. */
export async function countedMeasure(
  tx: ReadTx,
  node: Node,
  measure: ClaimMeasure,
  childIds: ReadonlyMap<string, string>,
): Promise<CountedMeasure> {
  const { rows } = await sql<{ kind: string; classCode: string | null; child: string | null; counted: number }>`
    select kind, class_code as "classCode", child, count(*) as counted from (${countedItems(node, measure)}) i
    group by kind, class_code, child`.execute(tx);
  const partsBy = (key: (row: (typeof rows)[number]) => string | null): CountedPart[] =>
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
  measure: ClaimMeasure,
  part: WantedPart | null,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Answer> {
  const items = sql`select * from (${countedItems(node, measure)}) i where ${part === null ? sql`true` : within(node, part)}`;
  const counted = await sql<{ all: number }>`select count(*) as "all" from (${items}) w`.execute(tx);
  const { rows } = await sql<Answer['rows'][number]>`
    with w as (${items})
    select id, kind, name, code, class_code as "classCode", within from w
    ${after === undefined ? sql`` : sql`where (at, name, id) > (select at, name, id from w where id = ${after}::uuid)`}
    order by at, name, id limit ${limit + 1}`.execute(tx);
  const page = rows.slice(0, limit);
  return { rows: page, all: counted.rows[0]?.all ?? 0, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function within({ regionId }: Node, { by, of }: WantedPart): RawBuilder<unknown> {
  const named = of.filter((each) => each !== null);
  if (by === 'child')
    return sql`child = (select subpath(o.path, -1)::text from organisation o where o.region_id = ${regionId} and o.id::text = any (${named}::text[]) limit 1)`;
  const column = by === 'class' ? sql`class_code` : sql`kind`;
  return sql`(${column} = any (${named}::text[]) ${of.includes(null) ? sql`or ${column} is null` : sql``})`;
}

/** Where things that are counted stand: in the node's own tree, and in the other one where they stand in both. */
export interface CountedPlace {
  readonly path: string;
  readonly other: string | null;
  readonly counted: number;
}

/** How many of a measure stand at each place beneath a node, for holding many totals against their counts at once. */
export async function countedByPath(tx: ReadTx, node: Node, measure: ClaimMeasure): Promise<readonly CountedPlace[]> {
  const { rows } = await sql<CountedPlace>`
    select at::text as path, other::text as other, count(*) as counted from (${countedItems(node, measure)}) i group by at, other`.execute(
    tx,
  );
  return rows;
}
