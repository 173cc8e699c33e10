import type { ClaimMeasure, Parting } from '@muster/core/organisation';
import { sql, type RawBuilder } from 'kysely';
import type { Node } from '../queries.ts';
import { isOneOf, organisationOf, type UnitsOfBatch } from './of-batch.ts';

type Fragment = RawBuilder<unknown>;

/** What is counted, and of which batch; null: of the whole roster. */
export interface Figure {
  readonly measure: ClaimMeasure;
  readonly batchId: string | null;
}

/** Which part of a figure: codes (null for what has none), or the node right beneath, by its id. */
export interface WantedPart {
  readonly by: Parting;
  readonly of: readonly (string | null)[];
}

/**
 * Everything that a measure counts beneath a node, a row each: `id kind name code class_code at child within other`. The figure and its
 * list are made from the same rows, so that they cannot differ; and from the records themselves, since a claim held against a counter
 * that is seconds behind would show differences that are none.
 */
export function countedItems(node: Node, measure: ClaimMeasure, units: UnitsOfBatch): Fragment {
  if (measure !== 'members' && measure !== 'floating') return organisationItems(node, measure, units);
  const path = memberPath(node);
  return sql`
    select p.id, 'person' as kind, p.name, p.code, u.class_code, ${path} as at, ${childOf(node, path)} as child, b.name as within
    from membership m
    join person p on p.region_id = m.region_id and p.id = m.person_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    where ${countedMembers(node, units)} ${measure === 'floating' ? sql`and ${isFloating}` : sql``}`;
}

/** The same added up: `kind class_code child at other counted`. Members are summed by unit and branch before anything is joined to them. */
export function countedSums(node: Node, measure: ClaimMeasure, units: UnitsOfBatch): Fragment {
  if (measure !== 'members' && measure !== 'floating')
    return sql`select i.*, 1 as counted from (${organisationItems(node, measure, units)}) i`;
  const { regionId, tree } = node;
  const other = tree === 'place' ? sql`m.party_path` : sql`m.path`;
  const people = sql`join person p on p.region_id = m.region_id and p.id = m.person_id and ${isFloating}`;
  return sql`
    select 'person' as kind, u.class_code, ${childOf(node, sql`g.at`)} as child, g.at, g.other, g.counted
    from (
      select m.unit_id, ${memberPath(node)} as at, ${other} as other, count(*) as counted from membership m ${measure === 'floating' ? people : sql``}
      where ${countedMembers(node, units)} group by m.unit_id, m.path, m.party_path
    ) g
    left join organisation u on u.region_id = ${regionId} and u.id = g.unit_id`;
}

const isFloating = sql`'floating' = any (p.categories)`;

function organisationItems(
  node: Node,
  measure: 'units' | 'party-organisations' | 'branches',
  units: UnitsOfBatch,
): Fragment {
  const { regionId, tree, place } = node;
  const columns = sql`o.id, o.kind, o.name, o.code`;
  const atOrBeneath = sql`o.path <@ ${place.path}::ltree`;
  const beneath = sql`${atOrBeneath} and o.id <> ${node.id}::uuid`;
  if (measure === 'branches') {
    const path = tree === 'place' ? sql`s.path` : sql`o.path`;
    // Who answers for a guest of a joint branch alone sees the branch, and not the unit that keeps house for it.
    return sql`
      select ${columns}, u.class_code, ${path} as at, ${childOf(node, path)} as child, u.name as within,
        ${tree === 'place' ? sql`o.path` : sql`s.path`} as other
      from organisation o
      ${tree === 'place' ? sql`` : sql`left`} join branch_serves_unit s on s.region_id = o.region_id and s.branch_id = o.id and s.is_host and s.to_on is null
      left join organisation u on u.region_id = s.region_id and u.id = s.unit_id
      where o.region_id = ${regionId} and o.kind = 'branch' and o.closed_on is null
        and ${tree === 'place' ? sql`s.path <@ ${place.path}::ltree` : sql`${atOrBeneath} and (s.branch_id is not null or organisation_is_hosted(o.region_id, o.id))`}
        and ${isOneOf(units, sql`s.unit_id`)}`;
  }
  const own = measure === 'units' ? 'place' : 'party';
  const kind = measure === 'units' ? sql`o.kind = 'unit'` : sql`o.tree = 'party' and o.parent_id is not null`;
  const there = tree !== own ? standsHere(node) : measure === 'units' ? atOrBeneath : beneath;
  const ofBatch = measure === 'units' ? isOneOf(units, sql`o.id`) : organisationOf(units, node, sql`o.path`);
  return sql`
    select ${columns}, o.class_code, o.path as at, ${childOf(node, sql`o.path`)} as child, null::text as within, null::ltree as other
    from organisation o
    where o.region_id = ${regionId} and ${kind} and o.closed_on is null and ${there} and ${ofBatch}`;
}

/** A root stands for everything, so that it counts what stands in the other tree alone; elsewhere that is what is linked to it, and to nothing else. */
function standsHere({ place }: Node): Fragment {
  const isRoot = !place.path.includes('.');
  return isRoot
    ? sql`true`
    : sql`o.linked <@ ${place.path}::ltree and (select bool_and(each <@ ${place.path}::ltree) from unnest(o.linked) each)`;
}

/** At the leaves the key finds the rows; above them the path does. */
function countedMembers(node: Node, units: UnitsOfBatch): Fragment {
  const { regionId, kind, id, place } = node;
  const open = sql`m.region_id = ${regionId} and m.to_on is null and m.standing <> 'applicant' and ${isOneOf(units, sql`m.unit_id`)}`;
  if (kind === 'branch') return sql`${open} and m.branch_id = ${id}::uuid`;
  if (kind === 'unit') return sql`${open} and m.unit_id = ${id}::uuid`;
  return sql`${open} and ${memberPath(node)} <@ ${place.path}::ltree`;
}

function memberPath({ tree }: Node): Fragment {
  return tree === 'place' ? sql`m.path` : sql`m.party_path`;
}

/** The label of the node right beneath, on the way to what is counted; null where there is none. */
function childOf({ place }: Node, path: Fragment): Fragment {
  const depth = place.path.split('.').length;
  return sql`case when nlevel(${path}) > ${depth} then subpath(${path}, ${depth}::int, 1)::text end`;
}

export function itemsOfPart({ regionId }: Node, part: WantedPart | null): Fragment {
  if (part === null) return sql`true`;
  const named = part.of.filter((each) => each !== null);
  if (part.by === 'child')
    return sql`child = (select subpath(o.path, -1)::text from organisation o where o.region_id = ${regionId} and o.id::text = any (${named}::text[]) limit 1)`;
  const column = part.by === 'class' ? sql`class_code` : sql`kind`;
  return sql`(${column} = any (${named}::text[]) ${part.of.includes(null) ? sql`or ${column} is null` : sql``})`;
}
