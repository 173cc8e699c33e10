import { sql } from 'kysely';
import type { ReadTx } from '../platform/database/db.ts';

/** The units that a person is of: as a member, or by an office there or in a branch that serves them. As the database's own check does. */
export async function unitsOf(tx: ReadTx, personId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ unit_id: string }>`
    with office as (
      select region_id, organisation_id from appointment
      where person_id = ${personId} and to_on is null and role in ('head', 'clerk', 'secretary'))
    select unit_id from membership where person_id = ${personId} and to_on is null
    union select organisation_id from office
    union select s.unit_id from office f
      join branch_serves_unit s on s.region_id = f.region_id and s.branch_id = f.organisation_id and s.to_on is null`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.unit_id));
}
