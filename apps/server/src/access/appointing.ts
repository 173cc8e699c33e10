import { bundles, type Place, type Role } from '@muster/core/access';
import { civilDateAt, type CivilDate } from '@muster/core/kernel';
import { sql } from 'kysely';
import type { Tx } from '../platform/database/db.ts';
import { endGrants, writeGrants } from './grants.ts';

export interface Appointing {
  readonly id: string;
  readonly person: { readonly regionId: number; readonly id: string };
  readonly organisation: { readonly id: string; readonly place: Place };
  readonly role: Role;
  readonly origin: 'own' | 'subordinate' | 'served' | null;
  /** Null is today. Authority is never older than its recording; where the office begins later, so does its authority. */
  readonly fromOn: CivilDate | null;
  readonly recordedBy: string;
  readonly at: Date;
  readonly timeZone: string;
}

/** The office and one grant for each verb of its role. */
export async function writeAppointment(tx: Tx, appointing: Appointing): Promise<void> {
  const { id, person, organisation, role, at, timeZone } = appointing;
  const today = civilDateAt(at, timeZone);
  const fromOn = appointing.fromOn ?? today;
  await tx
    .insertInto('appointment')
    .values({
      region_id: person.regionId,
      id,
      person_id: person.id,
      organisation_id: organisation.id,
      role,
      origin: appointing.origin,
      from_on: fromOn,
      path: organisation.place.path,
      linked: [...organisation.place.linked],
      recorded_by: appointing.recordedBy,
      recorded_at: at,
    })
    .execute();
  await writeGrants(tx, {
    personId: person.id,
    regionId: person.regionId,
    organisation,
    verbs: bundles[role],
    role,
    cause: { kind: 'appointment', id },
    at: fromOn > today ? await beginningOf(tx, fromOn, timeZone) : at,
  });
}

/** Ends the office today (one that has not begun: on its first day), its grants now. */
export async function closeAppointment(tx: Tx, id: string, at: Date, timeZone: string): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({ to_on: sql<string>`greatest(from_on, ${civilDateAt(at, timeZone)}::date)` })
    .where('id', '=', id)
    .execute();
  await endGrants(tx, id, at);
}

async function beginningOf(tx: Tx, date: CivilDate, timeZone: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select ${date}::date::timestamp at time zone ${timeZone} as at`.execute(tx);
  if (rows[0] === undefined) throw new Error('A day has no beginning.');
  return rows[0].at;
}
