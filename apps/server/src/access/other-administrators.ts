import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';

interface Office {
  readonly id: string;
  readonly person_id: string;
  readonly organisation_id: string;
}

/** Other people who administer this place now and can log in. Of two who end each other's office at once, one has to try again. */
export async function countOtherAdministrators(tx: Tx, office: Office, at: Date): Promise<number> {
  const { rows } = await sql<{ people: string[] | null }>`
    select array_agg(distinct person_id) as people from (
      select a.person_id from appointment a
      where a.organisation_id = ${office.organisation_id}::uuid and a.role = 'administrator' and a.to_on is null
        and a.id <> ${office.id}::uuid and a.person_id <> ${office.person_id}::uuid
        and exists (select from access_grant g where g.cause_id = a.id and g.to_at is null and g.from_at <= ${at})
      order by a.id for update) others`.execute(tx);
  const { rows: active } = await sql<{ number: number }>`
    select count(*)::int as number from access_account_states(${rows[0]?.people ?? []}::uuid[])
    where state = 'active'`.execute(tx);
  return active[0]?.number ?? 0;
}
