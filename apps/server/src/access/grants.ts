import type { Place, Verb } from '@muster/core/access';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Tx } from '../platform/database/db.ts';

/** Verbs that somebody gets on a node and all beneath it, and why. */
export interface Granting {
  readonly personId: string;
  readonly regionId: number;
  readonly organisation: { readonly id: string; readonly place: Place };
  readonly verbs: readonly Verb[];
  readonly role: string;
  readonly cause: { readonly kind: 'appointment' | 'team'; readonly id: string };
  readonly at: Date;
}

/** One row a verb; many at once for a team with its units. */
export async function writeGrants(tx: Tx, granting: Granting | readonly Granting[]): Promise<void> {
  const rows = [granting].flat().flatMap((each) => each.verbs.map((verb) => rowOf(each, verb)));
  for (let start = 0; start < rows.length; start += 1000) {
    await tx
      .insertInto('access_grant')
      .values(rows.slice(start, start + 1000))
      .execute();
  }
}

/** Ends the grants of an appointment or a team, and the sessions of those who are left with no authority at all. */
export async function endGrants(
  tx: Tx,
  causeId: string,
  at: Date,
  only: { readonly organisationId?: string; readonly personId?: string } = {},
): Promise<void> {
  let query = tx
    .updateTable('access_grant')
    .set({ to_at: sql<Date>`greatest(from_at, ${at})` })
    .where('cause_id', '=', causeId)
    .where('to_at', 'is', null);
  if (only.organisationId !== undefined) query = query.where('organisation_id', '=', only.organisationId);
  if (only.personId !== undefined) query = query.where('person_id', '=', only.personId);
  const ended = await query.returning('person_id').execute();
  await endSessionsWithoutAuthority(tx, ended, at);
}

/** Ends every grant on a node that is closed, whatever it came from. */
export async function endGrantsAt(tx: Tx, organisationId: string, at: Date): Promise<void> {
  const ended = await tx
    .updateTable('access_grant')
    .set({ to_at: sql<Date>`greatest(from_at, ${at})` })
    .where('organisation_id', '=', organisationId)
    .where('to_at', 'is', null)
    .returning('person_id')
    .execute();
  await endSessionsWithoutAuthority(tx, ended, at);
}

/** Ends what the teams of a closed campaign could do through it, wherever their units are. */
export async function endGrantsOfTeams(tx: Tx, campaignId: string, at: Date): Promise<void> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from access_end_grants_of_teams(${campaignId}::uuid, ${at}) person_id`.execute(tx);
  await endSessionsWithoutAuthority(tx, rows, at);
}

async function endSessionsWithoutAuthority(
  tx: Tx,
  ended: readonly { readonly person_id: string }[],
  at: Date,
): Promise<void> {
  const people = [...new Set(ended.map((row) => row.person_id))];
  if (people.length === 0) return;
  await sql`select access_end_sessions_of(p.id, ${at}, null) from unnest(${people}::uuid[]) p (id)
    where not exists (select from access_grants(p.id, ${at}))`.execute(tx);
}

function rowOf(granting: Granting, verb: Verb) {
  return {
    id: v7(),
    organisation_region_id: granting.regionId,
    person_id: granting.personId,
    verb,
    organisation_id: granting.organisation.id,
    path: granting.organisation.place.path,
    linked: [...granting.organisation.place.linked],
    cause_kind: granting.cause.kind,
    cause_id: granting.cause.id,
    role: granting.role,
    from_at: granting.at,
  };
}
