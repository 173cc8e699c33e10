import type { RouteAnswer } from '@muster/contract';
import type { search } from '@muster/contract/roster';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { patternsOf, type Patterns } from '../platform/reading/index.ts';

type Answer = RouteAnswer<typeof search>;
type Found = Answer['found'][number];
type Ranked<What extends Found['what']> = Extract<Found, { what: What }> & { readonly rank: number };

interface Wish {
  readonly q: string;
  readonly kinds: readonly string[];
  readonly beneath: Node | null;
  readonly only: 'all' | 'present' | 'members';
}

const atMost = 20;
const everyKind = ['person', 'region', 'unit', 'committee', 'general_branch', 'branch'];

/**
 * What is there before what is over, then by how well it answers, organisations before people, then by tree and name. Neither of the two
 * crowds the other out: half of the places are kept for each.
 */
export async function foundBy(tx: ReadTx, actor: Actor, wish: Wish): Promise<Answer> {
  const patterns = patternsOf(wish.q);
  if (patterns === null) return { found: [], more: false };
  const kinds = wish.kinds.length === 0 ? everyKind : wish.kinds;
  const asked = { ...wish, kinds, patterns, regions: regionsOf(actor) };
  const organisations = kinds.some((kind) => kind !== 'person') ? await organisationsBy(tx, asked) : [];
  const people = kinds.includes('person') ? await peopleBy(tx, asked) : [];
  const shown = [...organisations.slice(0, placesBeside(people)), ...people.slice(0, placesBeside(organisations))]
    .toSorted((one, other) => Number(isOver(one)) - Number(isOver(other)) || one.rank - other.rank)
    .slice(0, atMost);
  return {
    found: shown.map(({ rank: _rank, ...each }) => each),
    more: organisations.length + people.length > shown.length,
  };
}

/** What is over keeps no place from what is there. */
function placesBeside(others: readonly Found[]): number {
  return atMost - Math.min(atMost / 2, others.filter((each) => !isOver(each)).length);
}

/** Where one's authority lies, and oneself. */
function regionsOf(actor: Actor): readonly number[] {
  return [...new Set([actor.personRegionId, ...actor.grants.map(({ regionId }) => regionId)])];
}

const isOver = (found: Found): boolean => (found.what === 'person' ? found.hasLeft : found.closedOn !== null);

interface Asked extends Wish {
  readonly patterns: Patterns;
  readonly regions: readonly number[];
}

const likelyAnd = ({ regions, patterns: { likely, ranks, plain } }: Asked) =>
  sql`${regions}::int[], ${likely}::text[], ${ranks}::text[], ${plain}::text`;

const pathOf = ({ beneath }: Asked) => sql`${beneath?.place.path ?? null}::ltree`;

async function organisationsBy(tx: ReadTx, asked: Asked): Promise<readonly Ranked<'organisation'>[]> {
  const { rows } = await sql<Ranked<'organisation'>>`
    with recursive hit as materialized (
      select * from organisation_search(${likelyAnd(asked)}, ${asked.kinds}::text[], ${pathOf(asked)}, ${asked.only !== 'all'}, ${atMost + 1})
        with ordinality
    ), above as (
      select h.region_id, h.id as hit_id, o.parent_id, null::text as name, 0 as steps
      from hit h join organisation o on o.region_id = h.region_id and o.id = h.id
      union all
      select a.region_id, a.hit_id, o.parent_id, o.name, a.steps + 1
      from above a join organisation o on o.region_id = a.region_id and o.id = a.parent_id
    ), named as (
      select a.region_id, a.hit_id, json_agg(json_build_object('id', below.parent_id, 'name', a.name) order by a.steps desc) as names
      from above a join above below on below.region_id = a.region_id and below.hit_id = a.hit_id and below.steps = a.steps - 1
      group by a.region_id, a.hit_id
    )
    select 'organisation' as what, h.rank, o.id, o.tree, o.kind, o.name, o.code, o.closed_on as "closedOn", coalesce(n.names, '[]') as above
    from hit h
    join organisation o on o.region_id = h.region_id and o.id = h.id
    left join named n on n.region_id = h.region_id and n.hit_id = h.id
    order by h.ordinality`.execute(tx);
  return rows;
}

async function peopleBy(tx: ReadTx, asked: Asked): Promise<readonly Ranked<'person'>[]> {
  const { rows } = await sql<Ranked<'person'>>`
    with hit as materialized (
      select * from person_search(${likelyAnd(asked)}, ${pathOf(asked)}, ${asked.only === 'members'}, ${atMost + 1}) with ordinality
    )
    select 'person' as what, h.rank, p.id, p.name, p.code, p.born_in as "bornIn", h.has_left as "hasLeft",
      case when m.id is not null then json_build_object('standing', m.standing,
        'branch', json_build_object('id', m.branch_id, 'name', coalesce(b.name, '')),
        'unit', json_build_object('id', m.unit_id, 'name', coalesce(u.name, ''))) end as membership,
      (select coalesce(json_agg(json_build_object('role', a.role, 'organisation', json_build_object('id', o.id, 'name', o.name))
          order by a.from_on, a.id), '[]')
       from appointment a join organisation o on o.region_id = a.region_id and o.id = a.organisation_id
       where a.region_id = p.region_id and a.person_id = p.id and a.to_on is null) as offices
    from hit h
    join person p on p.region_id = h.region_id and p.id = h.id
    left join membership m on m.region_id = p.region_id and m.person_id = p.id and m.to_on is null
    left join organisation b on b.region_id = m.region_id and b.id = m.branch_id
    left join organisation u on u.region_id = m.region_id and u.id = m.unit_id
    where ${asked.only !== 'present'} or not h.has_left
    order by h.ordinality`.execute(tx);
  return rows;
}
