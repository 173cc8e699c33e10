import type { Place } from '@muster/core/access';
import type { Standing } from '@muster/core/roster';
import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';
import { leafPlace } from '../platform/place.ts';

/** Somebody who belongs to a branch and a unit today. */
export interface RollEntry {
  readonly regionId: number;
  readonly personId: string;
  readonly name: string;
  readonly standing: Standing;
  readonly branchId: string;
  readonly unitId: string;
  readonly path: string;
  readonly partyPath: string;
}

/** Present members of a branch by name, applicants included. */
export async function rollOfBranch(tx: ReadTx, branchId: string): Promise<RollEntry[]> {
  return (await rollsOfBranches(tx, [branchId])).get(branchId) ?? [];
}

/** The same of several branches at once, by the branch's id. */
export async function rollsOfBranches(
  tx: ReadTx,
  branchIds: readonly string[],
): Promise<ReadonlyMap<string, RollEntry[]>> {
  // Every key begins with the region: naming the few regions there are keeps a search by id on the key.
  const rows = await tx
    .selectFrom('region as r')
    .innerJoin('membership as m', 'm.region_id', 'r.region_id')
    .innerJoin('person as p', (join) => join.onRef('p.region_id', '=', 'm.region_id').onRef('p.id', '=', 'm.person_id'))
    .select([
      'm.region_id',
      'm.person_id',
      'p.name',
      'm.standing',
      'm.branch_id',
      'm.unit_id',
      'm.path',
      'm.party_path',
    ])
    .where(sql<boolean>`m.branch_id = any (${[...branchIds]}::uuid[])`)
    .where('m.to_on', 'is', null)
    .orderBy('p.name')
    .orderBy('p.id')
    .execute();
  const entries = rows.map((row) => ({
    regionId: row.region_id,
    personId: row.person_id,
    name: row.name,
    standing: row.standing as Standing,
    branchId: row.branch_id,
    unitId: row.unit_id,
    path: row.path,
    partyPath: row.party_path,
  }));
  return Map.groupBy(entries, ({ branchId }) => branchId);
}

/** The units whose members meet in these branches, by the branch's id; applicants are expected nowhere. */
export async function unitsOnRolls(
  tx: ReadTx,
  branchIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx
    .selectFrom('region as r')
    .innerJoin('membership as m', 'm.region_id', 'r.region_id')
    .select(['m.branch_id', 'm.unit_id'])
    .distinct()
    .where(sql<boolean>`m.branch_id = any (${[...branchIds]}::uuid[])`)
    .where('m.to_on', 'is', null)
    .where('m.standing', '<>', 'applicant')
    .execute();
  const byBranch = Map.groupBy(rows, ({ branch_id: branchId }) => branchId);
  return new Map([...byBranch].map(([branchId, those]) => [branchId, those.map(({ unit_id: unitId }) => unitId)]));
}

export interface Person {
  readonly regionId: number;
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly bornIn: number | null;
  readonly categories: readonly string[];
  readonly place: Place;
  readonly salt: Uint8Array;
}

/** A person whom one may see: beneath one's own place, or oneself. */
export async function findPerson(tx: ReadTx, id: string): Promise<Person | null> {
  return (await findPeople(tx, [id])).get(id) ?? null;
}

/** Those of them whom one may see, by their ids. */
export async function findPeople(tx: ReadTx, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const rows = await tx
    .selectFrom('region as r')
    .innerJoin('person as p', 'p.region_id', 'r.region_id')
    .select([
      'p.region_id',
      'p.id',
      'p.code',
      'p.name',
      'p.born_in',
      'p.categories',
      'p.path',
      'p.party_path',
      'p.salt',
    ])
    .where(sql<boolean>`p.id = any (${[...ids]}::uuid[])`)
    .where('p.moved_to', 'is', null)
    // Of somebody who is known in several regions, the membership says where; the last one stays.
    .orderBy(
      sql`exists (select from membership m where m.region_id = p.region_id and m.person_id = p.id and m.to_on is null)`,
    )
    .orderBy('p.region_id', 'desc')
    .execute();
  const people = rows.map((row): Person => ({
    regionId: row.region_id,
    id: row.id,
    code: row.code,
    name: row.name,
    bornIn: row.born_in,
    categories: row.categories,
    place: leafPlace(row.path, row.party_path),
    salt: row.salt,
  }));
  return new Map(people.map((person) => [person.id, person]));
}
