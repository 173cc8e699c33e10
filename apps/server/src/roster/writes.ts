import type { CivilDate } from '@muster/core/kernel';
import type { PlannedMember, RosterPlan } from '@muster/core/roster';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { byHundreds } from '../platform/by-thousands.ts';
import { countAgain } from '../platform/database/count-again.ts';
import type { Tx } from '../platform/database/db.ts';
import { readingOf } from '../platform/reading/index.ts';
import { counter, type Progress } from '../platform/progress.ts';
import { writeTransfers } from './write-transfers.ts';

interface Here {
  readonly regionId: number;
  readonly at: Date;
  readonly today: CivilDate;
  readonly by: { readonly personId: string; readonly personName: string };
  readonly salts: ReadonlyMap<string, Uint8Array>;
  readonly progress: Progress;
}

type Writing = Omit<Here, 'progress'> & { readonly wrote: (rows: number) => void };

/** Everything that an import decided, in statements of a few hundred rows. */
export async function writeRoster(
  tx: Tx,
  { created, joined, transfers, changed }: RosterPlan,
  { progress, ...here }: Here,
): Promise<void> {
  const arrived = [...created, ...joined];
  const people = [...joined, ...changed.filter(({ isOther }) => isOther.person)];
  const memberships = changed.filter(({ isOther }) => isOther.membership);
  const sum = (lists: readonly { readonly length: number }[]) => lists.reduce((so, { length }) => so + length, 0);
  const steps = sum([created, arrived, transfers, people, memberships]);
  const rows = sum([arrived, transfers, changed]);
  const writing = { ...here, wrote: counter(progress, 'writing', steps, rows) };
  await insertPeople(tx, created, writing);
  await countAgain(tx, created.length, 'person');
  await insertMemberships(tx, arrived, writing);
  await countAgain(tx, arrived.length, 'membership');
  await writeTransfers(tx, transfers, writing);
  await updatePeople(tx, people, writing);
  await updateMemberships(tx, memberships, writing);
}

async function insertPeople(
  tx: Tx,
  people: readonly PlannedMember[],
  { regionId, at, salts, wrote }: Writing,
): Promise<void> {
  for (const part of byHundreds(people, wrote)) {
    const chunk = part.map((person) => ({
      ...person,
      reading: readingOf({ of: 'person', name: person.name, codes: [person.code] }),
      salt: `\\x${Buffer.from(salts.get(person.personId) ?? []).toString('hex')}`,
    }));
    await sql`
      insert into person (region_id, id, code, name, born_in, categories, path, party_path, salt, recorded_at, reading)
      select ${regionId}, r."personId", r.code, r.name, r."bornIn", r.categories, r.path, r."partyPath", r.salt, ${at}, r.reading
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("personId" uuid, code text, name text, "bornIn" int, categories text[],
        path ltree, "partyPath" ltree, salt bytea, reading text)`.execute(tx);
  }
}

async function insertMemberships(
  tx: Tx,
  members: readonly PlannedMember[],
  { regionId, at, wrote }: Writing,
): Promise<void> {
  for (const chunk of byHundreds(members, wrote)) {
    await sql`
      insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, path, party_path, recorded_at)
      select ${regionId}, r."membershipId", r."personId", r."branchId", r."unitId", r.standing, r."fromOn", r."joinedOn", r.path, r."partyPath", ${at}
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("membershipId" uuid, "personId" uuid, "branchId" uuid, "unitId" uuid,
        standing text, "fromOn" date, "joinedOn" date, path ltree, "partyPath" ltree)`.execute(tx);
  }
}

/** A person's place is that of the membership. What was said until now stays in the history. */
async function updatePeople(
  tx: Tx,
  people: readonly PlannedMember[],
  { regionId, at, by, wrote }: Writing,
): Promise<void> {
  for (const chunk of byHundreds(people, wrote)) {
    const rows = JSON.stringify(
      chunk.map((person) => ({
        ...person,
        correctionId: v7(),
        reading: readingOf({ of: 'person', name: person.name, codes: [person.code] }),
      })),
    );
    await sql`
      insert into person_correction (region_id, id, person_id, code, name, born_in, categories, corrected_by, corrected_by_name, recorded_at, path,
        party_path)
      select p.region_id, r."correctionId", p.id, p.code, p.name, p.born_in, p.categories, ${by.personId}::uuid, ${by.personName}, ${at}, p.path,
        p.party_path
      from json_to_recordset(${rows}::json) as r("personId" uuid, "correctionId" uuid, name text, "bornIn" int, categories text[])
      join person p on p.region_id = ${regionId} and p.id = r."personId"
      where p.name <> r.name or p.born_in is distinct from r."bornIn" or not (p.categories @> r.categories and p.categories <@ r.categories)`.execute(
      tx,
    );
    await sql`
      update person p set code = r.code, name = r.name, born_in = r."bornIn", categories = r.categories, path = r.path, party_path = r."partyPath", reading = r.reading
      from json_to_recordset(${rows}::json) as r("personId" uuid, code text, name text, "bornIn" int, categories text[], path ltree, "partyPath" ltree, reading text)
      where p.region_id = ${regionId} and p.id = r."personId"`.execute(tx);
  }
}

async function updateMemberships(
  tx: Tx,
  members: readonly PlannedMember[],
  { regionId, at, today, by, wrote }: Writing,
): Promise<void> {
  for (const chunk of byHundreds(members, wrote)) {
    const rows = JSON.stringify(chunk.map((member) => ({ ...member, changeId: v7() })));
    await sql`
      insert into standing_change (region_id, id, membership_id, person_id, standing_before, standing_after, on_date, changed_by,
        changed_by_name, recorded_at, path, party_path)
      select m.region_id, r."changeId", m.id, m.person_id, m.standing, r.standing, ${today}::date, ${by.personId}::uuid, ${by.personName}, ${at},
        m.path, m.party_path
      from json_to_recordset(${rows}::json) as r("membershipId" uuid, "changeId" uuid, standing text)
      join membership m on m.region_id = ${regionId} and m.id = r."membershipId"
      where m.standing <> r.standing`.execute(tx);
    await sql`
      update membership m set standing = r.standing, from_on = r."fromOn", joined_on = r."joinedOn"
      from json_to_recordset(${JSON.stringify(chunk)}::json) as r("membershipId" uuid, standing text, "fromOn" date,
        "joinedOn" date)
      where m.region_id = ${regionId} and m.id = r."membershipId"`.execute(tx);
  }
}
