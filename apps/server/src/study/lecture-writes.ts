import type { Place } from '@muster/core/access';
import type { NamedAs } from '@muster/core/study';
import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import type { LedgerFact } from '../platform/ledger-record.ts';
import type { ActivityRow, AttendanceLine } from './queries.ts';
import { meetingOf, settleLectures, type GivenLecture, type LectureMeeting } from './settle-lecture.ts';

/** Somebody who was named, with what the row needs. */
export interface NamedLecture extends NamedAs {
  readonly id: string;
  readonly salt: Uint8Array;
}

/** An activity at which people spoke. */
export interface SpokenAt {
  readonly regionId: number;
  readonly activityId: string;
  readonly path: string;
  readonly partyPath: string;
  readonly settled: LectureMeeting;
  readonly lectures: readonly NamedLecture[];
}

/** At an activity that is recorded already. */
export function spokenAt(
  { activity, lines }: { readonly activity: ActivityRow; readonly lines: readonly AttendanceLine[] },
  lectures: readonly NamedLecture[],
): SpokenAt {
  return {
    regionId: activity.region_id,
    activityId: activity.id,
    path: activity.path,
    partyPath: activity.party_path,
    settled: meetingOf({ activity, lines }),
    lectures,
  };
}

export function withKeys(named: readonly NamedAs[], { newId, bytes }: Circumstances): NamedLecture[] {
  return named.map((each) => ({ ...each, id: newId(), salt: bytes(16) }));
}

/** Of one activity or of hundreds, by as many statements; what they fulfil is closed. */
export async function saveLectures(tx: Tx, spoken: readonly SpokenAt[], circumstances: Circumstances): Promise<void> {
  const { actor, at } = circumstances;
  const rows = spoken.flatMap(({ regionId, activityId, path, partyPath, lectures }) =>
    lectures.map(({ id, capacity, personId, name, salt }) => ({
      region_id: regionId,
      id,
      activity_id: activityId,
      capacity,
      lecturer_id: personId,
      lecturer_name: name,
      salt: Buffer.from(salt).toString('hex'),
      path,
      party_path: partyPath,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into lecture (region_id, id, activity_id, capacity, lecturer_id, lecturer_name, salt, named_by, named_by_name, recorded_at, path, party_path)
    select region_id, id, activity_id, capacity, lecturer_id, lecturer_name, decode(salt, 'hex'), ${actor.personId}::uuid, ${actor.personName}, ${at},
      path, party_path
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (region_id int, id uuid, activity_id uuid, capacity text, lecturer_id uuid,
      lecturer_name text, salt text, path ltree, party_path ltree)`.execute(tx);
  const given = spoken.flatMap(({ settled, lectures }) =>
    lectures.map((lecture): GivenLecture => ({ ...settled, ...lecture, hasOwnScript: false })),
  );
  await settleLectures(tx, given, circumstances);
}

/** One entry, however many spoke. */
export function lecturersFact(
  { regionId, activityId, lectures }: Pick<SpokenAt, 'regionId' | 'activityId' | 'lectures'>,
  held: { readonly unitId: string; readonly place: Place; readonly topic: string; readonly endsAt: Date },
): LedgerFact {
  return {
    regionId,
    unitId: held.unitId,
    kind: 'study.lecturers-named',
    subjectId: activityId,
    place: held.place,
    occurredAt: held.endsAt,
    summary: { topic: held.topic, people: lectures.length },
    head: { activity: activityId, lectures: lectures.map(({ id, capacity }) => ({ lecture: id, capacity })) },
    personal: lectures.map(({ id, personId, name, salt }) => ({
      salt,
      value: { lecture: id, person: personId, name },
    })),
  };
}
