import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { readingOf } from '../platform/reading/index.ts';
import type { AddedMember } from './commands/add-member.ts';

/** The person, unless known, and the membership; a person's place is that of the membership. */
export async function insertMember(tx: Tx, regionId: number, added: AddedMember, at: Date): Promise<void> {
  const { personId, membership, salt } = added;
  const reading = readingOf({ of: 'person', name: added.name, codes: [added.code] });
  const words = { reading, code: added.code, born_in: added.bornIn, categories: [...added.categories] };
  const place = { path: membership.path, party_path: membership.partyPath };
  if (salt === null) {
    await tx
      .updateTable('person')
      .set({ ...words, ...place })
      .where('region_id', '=', regionId)
      .where('id', '=', personId)
      .execute();
  } else {
    const fresh = { region_id: regionId, id: personId, name: added.name, salt: Buffer.from(salt), recorded_at: at };
    await tx
      .insertInto('person')
      .values({ ...fresh, ...words, ...place })
      .execute();
  }
  await sql`
    insert into membership (region_id, id, person_id, branch_id, unit_id, standing, from_on, joined_on, path, party_path, recorded_at)
    values (${regionId}, ${membership.id}, ${personId}, ${membership.branchId}, ${membership.unitId}, ${membership.standing},
      ${membership.fromOn}, ${membership.joinedOn}, ${membership.path}, ${membership.partyPath}, ${at})`.execute(tx);
}
