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
}

interface Recording {
  readonly recordedBy: string;
  readonly at: Date;
  readonly timeZone: string;
}

/** The offices, and for each one grant for each verb of its role. */
export async function writeAppointments(
  tx: Tx,
  appointments: readonly Appointing[],
  { recordedBy, at, timeZone }: Recording,
): Promise<void> {
  const today = civilDateAt(at, timeZone);
  await tx
    .insertInto('appointment')
    .values(
      appointments.map(({ id, person, organisation, role, origin, fromOn }) => ({
        region_id: person.regionId,
        id,
        person_id: person.id,
        organisation_id: organisation.id,
        role,
        origin,
        from_on: fromOn ?? today,
        path: organisation.place.path,
        linked: [...organisation.place.linked],
        recorded_by: recordedBy,
        recorded_at: at,
      })),
    )
    .execute();
  const later = await beginningsOf(
    tx,
    appointments.flatMap(({ fromOn }) => fromOn ?? []),
    timeZone,
  );
  await writeGrants(
    tx,
    appointments.map(({ id, person, organisation, role, fromOn }) => ({
      personId: person.id,
      regionId: person.regionId,
      organisation,
      verbs: bundles[role],
      role,
      cause: { kind: 'appointment', id },
      at: fromOn !== null && fromOn > today ? (later.get(fromOn) ?? at) : at,
    })),
  );
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

/** When each of these days begins. */
async function beginningsOf(
  tx: Tx,
  days: readonly CivilDate[],
  timeZone: string,
): Promise<ReadonlyMap<CivilDate, Date>> {
  if (days.length === 0) return new Map();
  const { rows } = await sql<{ day: CivilDate; at: Date }>`
    select day, day::timestamp at time zone ${timeZone} as at from unnest(${[...days]}::date[]) day`.execute(tx);
  return new Map(rows.map(({ day, at }) => [day, at]));
}
