import { covers, mayActOn } from '@muster/core/access';
import { ownJoining } from '@muster/core/campaign';
import type { KnownBranch, KnownMember, RosterSurroundings } from '@muster/core/roster';
import { sql } from 'kysely';
import { joiningRules } from '../campaign/index.ts';
import type { Node } from '../organisation/index.ts';
import type { Asking } from '../platform/context.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { leafPlace } from '../platform/place.ts';
import { memberCategories } from './member-categories.ts';

type MemberRow = Omit<KnownMember, 'may'> & {
  readonly path: string;
  readonly partyPath: string | null;
  readonly salt: Buffer;
};
type MembershipRow = NonNullable<KnownMember['membership']> & { readonly personId: string };

/** What an import of members beneath a node may mean, and the salt of everybody who may be changed by it. */
export interface RosterGround {
  readonly around: Omit<RosterSurroundings, 'heldElsewhere' | 'namesakesOutside'>;
  readonly salts: ReadonlyMap<string, Uint8Array>;
}

export async function rosterGround(
  tx: ReadTx,
  node: Node,
  codes: readonly string[],
  asking: Asking & { readonly actor: Actor },
): Promise<RosterGround> {
  const { actor } = asking;
  const branches = await ofAge(tx, await branchesBeneath(tx, node), asking);
  const rows = await membersAround(tx, node, codes);
  const members = rows.map(({ path, partyPath, salt: _salt, ...row }): KnownMember => ({
    ...row,
    may: mayActOn(actor.grants, 'manage-roster', leafPlace(path, partyPath)),
  }));
  const closed = await closedBeneath(tx, node);
  return {
    around: {
      base: { name: node.name, isClosed: closed.some(({ id }) => id === node.id) },
      branches,
      ownBranch: branches.find(({ id }) => id === node.id) ?? null,
      members,
      closed: new Map(closed.flatMap(({ code, name }) => (code === null ? [] : [[code, name] as const]))),
      categories: await memberCategories(tx),
    },
    salts: new Map(rows.map((row) => [row.personId, row.salt])),
  };
}

type ServedUnit = KnownBranch['units'][number];
type BranchBeneath = Omit<KnownBranch, 'units'> & { readonly units: readonly Omit<ServedUnit, 'joining'>[] };

/** With how old members are when they join: of every leaf at once. */
async function ofAge(tx: ReadTx, branches: readonly BranchBeneath[], asking: Asking): Promise<KnownBranch[]> {
  const leaves = branches.flatMap(({ path, units }) => units.map((unit) => leafPlace(unit.path, path)));
  const rules = (await joiningRules(tx, leaves, asking)).values();
  return branches.map(({ units, ...branch }) => ({
    ...branch,
    units: units.map((unit) => ({ ...unit, joining: rules.next().value ?? ownJoining })),
  }));
}

async function branchesBeneath(tx: ReadTx, { regionId, tree, place }: Node): Promise<BranchBeneath[]> {
  const beneath = tree === 'party' ? sql`b.path <@ ${place.path}::ltree` : sql`b.linked <@ ${place.path}::ltree`;
  const { rows } = await sql<BranchBeneath>`
    select b.id, coalesce(b.code, b.credit_code) as code, b.path::text as path, json_agg(json_build_object(
      'id', u.id, 'code', u.code, 'creditCode', u.credit_code, 'path', u.path::text, 'isHost', s.is_host)) as units
    from organisation b
    join branch_serves_unit s on s.region_id = b.region_id and s.branch_id = b.id and s.to_on is null
    join organisation u on u.region_id = s.region_id and u.id = s.unit_id
    where b.region_id = ${regionId} and b.kind = 'branch' and b.closed_on is null and ${beneath}
    group by b.id, b.code, b.credit_code, b.path`.execute(tx);
  return rows.map((row) => ({
    ...row,
    units: row.units.map((unit) => ({ ...unit, isBeneath: tree === 'party' || covers(place.path, unit.path) })),
  }));
}

/** Branches and units that nobody can be put into any more, and the node itself where it is closed. */
async function closedBeneath(
  tx: ReadTx,
  { regionId, id, place }: Node,
): Promise<readonly { readonly id: string; readonly code: string | null; readonly name: string }[]> {
  const { rows } = await sql<{ id: string; code: string | null; name: string }>`
    select id, coalesce(code, credit_code) as code, name from organisation
    where region_id = ${regionId} and closed_on is not null
      and (id = ${id}::uuid or kind in ('unit', 'branch') and (path <@ ${place.path}::ltree or linked <@ ${place.path}::ltree))`.execute(
    tx,
  );
  return rows;
}

/**
 * Everybody beneath the node, and whoever else has one of these codes. People and memberships are put together here: right after
 * a large import the database has no statistics yet, and would join the two row by row.
 */
async function membersAround(
  tx: ReadTx,
  { regionId, tree, place }: Node,
  codes: readonly string[],
): Promise<MemberRow[]> {
  const [personPath, membershipPath] =
    tree === 'place' ? (['p.path', 'm.path'] as const) : (['p.party_path', 'm.party_path'] as const);
  // Whoever is known by an office of a unit alone stands in no branch: seen from there, the unit's link leads to them.
  const heldFor =
    tree === 'place'
      ? sql``
      : sql`or p.id in (
          select a.person_id from appointment a
          where a.region_id = ${regionId} and a.to_on is null and a.linked <@ ${place.path}::ltree)`;
  const people = await sql<Omit<MemberRow, 'membership' | 'ended' | 'appointedAt' | keyof Moves>>`
    select p.id as "personId", p.code, p.name, p.born_in as "bornIn", p.categories, p.path::text as path, p.party_path::text as "partyPath", p.salt
    from person p
    where p.region_id = ${regionId} and (${sql.ref(personPath)} <@ ${place.path}::ltree or p.code = any (${codes}::text[]) ${heldFor})`.execute(
    tx,
  );
  const elsewhere = people.rows.filter(
    (row) => !covers(place.path, (tree === 'place' ? row.path : row.partyPath) ?? ''),
  );
  const memberships = await sql<MembershipRow>`
    select m.person_id as "personId", m.id, m.branch_id as "branchId", m.unit_id as "unitId", m.standing, m.from_on as "fromOn", m.joined_on as "joinedOn",
      m.path::text as path, m.party_path::text as "partyPath"
    from membership m
    where m.region_id = ${regionId} and m.to_on is null
      and (${sql.ref(membershipPath)} <@ ${place.path}::ltree or m.person_id = any (${elsewhere.map((row) => row.personId)}::uuid[]))`.execute(
    tx,
  );
  const open = new Map(memberships.rows.map(({ personId, ...membership }) => [personId, membership]));
  const moves = await movesOf(
    tx,
    regionId,
    people.rows.map(({ personId }) => personId),
  );
  const ends = await endsOf(
    tx,
    regionId,
    people.rows.flatMap(({ personId }) => (open.has(personId) ? [] : [personId])),
  );
  const appointed = await appointedAmong(
    tx,
    regionId,
    people.rows.flatMap(({ personId }) => (open.has(personId) || moves.has(personId) ? [] : [personId])),
  );
  return people.rows.map((row) => ({
    ...row,
    appointedAt: appointed.get(row.personId) ?? [],
    ...(moves.get(row.personId) ?? { hasOpenTransfer: false, lastEndedOn: null, lastLeftOn: null }),
    membership: open.get(row.personId) ?? null,
    ended: ends.get(row.personId) ?? null,
  }));
}

type Ended = NonNullable<KnownMember['ended']>;

/** How the last membership of people who belong nowhere ended. An end that was voided has left no trace on the membership. */
async function endsOf(tx: ReadTx, regionId: number, people: readonly string[]): Promise<ReadonlyMap<string, Ended>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<Ended & { readonly personId: string }>`
    with latest as (
      select distinct on (person_id) person_id, end_reason, to_on, branch_id from membership
      where region_id = ${regionId} and person_id = any (${people}::uuid[])
      order by person_id, to_on desc, recorded_at desc
    )
    select person_id as "personId", end_reason as reason, to_on as "on", branch_id as "branchId"
    from latest where end_reason in ('died', 'left', 'removed', 'expelled', 'mistaken')`.execute(tx);
  return new Map(rows.map(({ personId, ...ended }) => [personId, ended]));
}

type AppointedAt = KnownMember['appointedAt'];

/** Where people who never belonged anywhere hold an office. */
async function appointedAmong(
  tx: ReadTx,
  regionId: number,
  people: readonly string[],
): Promise<ReadonlyMap<string, AppointedAt>> {
  if (people.length === 0) return new Map();
  const { rows } = await sql<{ readonly personId: string; readonly at: AppointedAt }>`
    select a.person_id as "personId", json_agg(json_build_object('name', o.name, 'path', o.path::text) order by o.path, a.id) as at
    from appointment a
    join organisation o on o.region_id = a.region_id and o.id = a.organisation_id
    where a.region_id = ${regionId} and a.to_on is null and a.person_id = any (${people}::uuid[])
    group by a.person_id`.execute(tx);
  return new Map(rows.map(({ personId, at }) => [personId, at]));
}

type Moves = Pick<KnownMember, 'hasOpenTransfer' | 'lastEndedOn' | 'lastLeftOn'>;

/** Of those who came, left or are to go. The membership that somebody came from may be out of sight; the transfer is not. */
async function movesOf(tx: ReadTx, regionId: number, people: readonly string[]): Promise<ReadonlyMap<string, Moves>> {
  const { rows } = await sql<Moves & { readonly personId: string }>`
    with known as materialized (select unnest(${people}::uuid[]) as id),
    moves as (
      select person_id, outcome is null as is_open, moved_on as day, null::date as left_on from transfer
      where region_id = ${regionId} and (outcome is null or outcome = 'accepted')
      union all
      select person_id, false, to_on, case when end_reason not in ('transferred', 'merged', 'region-moved') then to_on end
        from membership where region_id = ${regionId} and to_on is not null
    )
    select person_id as "personId", bool_or(is_open) as "hasOpenTransfer", max(day) as "lastEndedOn",
      max(left_on) as "lastLeftOn"
    from moves join known on known.id = person_id group by person_id`.execute(tx);
  return new Map(rows.map(({ personId, ...moves }) => [personId, moves]));
}
