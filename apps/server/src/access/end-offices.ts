import { sql } from 'kysely';
import type { OrganisationClosed } from '../organisation/index.ts';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { endGrantsAt } from './grants.ts';

/** Nobody holds an office at what is closed, nor authority that a team had there. */
export async function endOffices(
  tx: Tx,
  { regionId, organisationId, on }: OrganisationClosed,
  { at }: Circumstances,
): Promise<void> {
  await sql`
    update appointment set to_on = greatest(${on}::date, from_on)
    where region_id = ${regionId} and organisation_id = ${organisationId}::uuid and to_on is null`.execute(tx);
  await endGrantsAt(tx, organisationId, at);
}
