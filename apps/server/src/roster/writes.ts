import type { PlannedMember, RosterPlan } from '@muster/core/roster';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

interface Here {
  readonly regionId: number;
  readonly at: Date;
  readonly salts: ReadonlyMap<string, Uint8Array>;
}

/** Everything that an import decided, in as many statements as there are thousands of rows. */
export async function writeRoster(tx: Tx, plan: RosterPlan, here: Here): Promise<void> {
  await insertPeople(tx, plan.created, here);
  await insertMemberships(tx, [...plan.created, ...plan.joined], here);
  await updatePeople(tx, [...plan.joined, ...plan.changed.filter(({ isOther }) => isOther.person)], here);
  await updateMemberships(
    tx,
    plan.changed.filter(({ isOther }) => isOther.membership),
    here,
  );
}

async function insertPeople(tx: Tx, people: readonly PlannedMember[], { regionId, at, salts }: Here): Promise<void> {
  const rows = people.map((person) => ({
    ...person,
    salt: `\\x${Buffer.from(salts.get(person.personId) ?? []).toString('hex')}`,
  }));
  for (const chunk of chunks(rows)) {
    await sql`
      insert into person (region_id, id, code, name, born_in, categories, path, party_path, salt, recorded_at)
      select ${regionId}, r."personId", r.code, r.name, r."bornIn", r.categories, r.path, r."partyPath", r.salt, ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("personId" uuid, code text, name text, "bornIn" int, categories text[],
        path ltree, "partyPath" ltree, salt bytea)`.execute(tx);
  }
}

async function insertMemberships(tx: Tx, members: readonly PlannedMember[], { regionId, at }: Here): Promise<void> {
  for (const chunk of chunks(members)) {
    await sql`
      insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, path, party_path, recorded_at)
      select ${regionId}, r."membershipId", r."personId", r."branchId", r."unitId", r.standing, r."fromOn", r.path, r."partyPath", ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("membershipId" uuid, "personId" uuid, "branchId" uuid, "unitId" uuid,
        standing text, "fromOn" date, path ltree, "partyPath" ltree)`.execute(tx);
  }
}

/** A person's place is that of the membership. */
async function updatePeople(tx: Tx, people: readonly PlannedMember[], { regionId }: Here): Promise<void> {
  for (const chunk of chunks(people)) {
    await sql`
      update person p set code = r.code, name = r.name, born_in = r."bornIn", categories = r.categories, path = r.path, party_path = r."partyPath"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("personId" uuid, code text, name text, "bornIn" int, categories text[], path ltree, "partyPath" ltree)
      where p.region_id = ${regionId} and p.id = r."personId"`.execute(tx);
  }
}

async function updateMemberships(tx: Tx, members: readonly PlannedMember[], { regionId }: Here): Promise<void> {
  for (const chunk of chunks(members)) {
    await sql`
      update membership m set standing = r.standing, from_on = r."fromOn"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("membershipId" uuid, standing text, "fromOn" date)
      where m.region_id = ${regionId} and m.id = r."membershipId"`.execute(tx);
  }
}

function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / 1000) }, (_, index) =>
    rows.slice(index * 1000, (index + 1) * 1000),
  );
}
