import { mayActOn } from '@muster/core/access';
import type { KnownMember } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Node } from '../organisation/index.ts';
import { byThousands } from '../platform/by-thousands.ts';
import type { ReadTx } from '../platform/database/db.ts';
import type { Actor } from '../platform/identity.ts';
import { leafPlace } from '../platform/place.ts';

type PersonRow = Pick<KnownMember, 'personId' | 'code' | 'name' | 'bornIn' | 'categories'> & {
  readonly path: string;
  readonly partyPath: string | null;
  readonly salt: Buffer;
};
type Membership = NonNullable<KnownMember['membership']>;

/** Everybody beneath the node, and whoever else has one of these codes: their ids alone, so that the rest can be fetched in parts. */
export async function peopleAround(
  tx: ReadTx,
  { regionId, tree, place }: Node,
  codes: readonly string[],
): Promise<readonly string[]> {
  const path = tree === 'place' ? sql`p.path` : sql`p.party_path`;
  // Whoever is known by an office of a unit alone stands in no branch: seen from there, the unit's link leads to them.
  const heldFor =
    tree === 'place'
      ? sql``
      : sql`or p.id in (
          select a.person_id from appointment a
          where a.region_id = ${regionId} and a.to_on is null and a.linked <@ ${place.path}::ltree)`;
  const { rows } = await sql<{ id: string }>`
    select p.id from person p
    where p.region_id = ${regionId} and (${path} <@ ${place.path}::ltree or p.code = any (${codes}::text[]) ${heldFor})`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}

/**
 * What the roster has of these people. People and memberships are put together here: right after a large import the database has no
 * statistics yet, and would join the two row by row.
 */
export async function membersAround(
  tx: ReadTx,
  { regionId }: Node,
  people: readonly string[],
  { grants }: Actor,
  fetched: (people: number) => void,
): Promise<{ readonly members: readonly KnownMember[]; readonly salts: ReadonlyMap<string, Uint8Array> }> {
  const open = await openMemberships(tx, regionId, people, fetched);
  const moves = await movesOf(tx, regionId, people);
  const ended = people.filter((id) => !open.has(id));
  const ends = await endsOf(tx, regionId, ended);
  const appointed = await appointedAmong(
    tx,
    regionId,
    ended.filter((id) => !moves.has(id)),
  );
  const members: KnownMember[] = [];
  const salts = new Map<string, Uint8Array>();
  for (const part of byThousands(people, fetched)) {
    const { rows } = await sql<PersonRow>`
      select p.id as "personId", p.code, p.name, p.born_in as "bornIn", p.categories, p.path::text as path, p.party_path::text as "partyPath", p.salt
      from person p where p.region_id = ${regionId} and p.id = any (${part}::uuid[])`.execute(tx);
    for (const { path, partyPath, salt, ...row } of rows) {
      salts.set(row.personId, salt);
      members.push({
        ...row,
        appointedAt: appointed.get(row.personId) ?? [],
        ...(moves.get(row.personId) ?? notMoved),
        membership: open.get(row.personId) ?? null,
        ended: ends.get(row.personId) ?? null,
        may: mayActOn(grants, 'manage-roster', leafPlace(path, partyPath)),
      });
    }
  }
  return { members, salts };
}

async function openMemberships(
  tx: ReadTx,
  regionId: number,
  people: readonly string[],
  fetched: (people: number) => void,
): Promise<ReadonlyMap<string, Membership>> {
  const open = new Map<string, Membership>();
  for (const part of byThousands(people, fetched)) {
    const { rows } = await sql<Membership & { readonly personId: string }>`
      select m.person_id as "personId", m.id, m.branch_id as "branchId", m.unit_id as "unitId", m.standing, m.from_on as "fromOn", m.joined_on as "joinedOn",
        m.path::text as path, m.party_path::text as "partyPath"
      from membership m where m.region_id = ${regionId} and m.to_on is null and m.person_id = any (${part}::uuid[])`.execute(
      tx,
    );
    for (const { personId, ...membership } of rows) open.set(personId, membership);
  }
  return open;
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

const notMoved: Moves = { hasOpenTransfer: false, lastEndedOn: null, lastLeftOn: null };

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
