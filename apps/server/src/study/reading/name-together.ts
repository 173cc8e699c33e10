import type { Place } from '@muster/core/access';
import { sql } from 'kysely';
import type { Circumstances } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';
import type { LedgerFact } from '../../platform/ledger-record.ts';

/** A piece that was named at an activity, with what the row needs. */
export interface NamedPiece {
  readonly piece: string;
  readonly id: string;
  readonly salt: Uint8Array;
}

/** An activity at which something was read together. */
export interface ReadAt {
  readonly regionId: number;
  readonly activityId: string;
  readonly path: string;
  readonly partyPath: string;
  readonly pieces: readonly NamedPiece[];
}

export function piecesWithKeys(pieces: readonly string[], { newId, bytes }: Circumstances): NamedPiece[] {
  return pieces.map((piece) => ({ piece, id: newId(), salt: bytes(16) }));
}

/** Of one activity or of hundreds, by one statement. */
export async function saveReadTogether(tx: Tx, read: readonly ReadAt[], { actor, at }: Circumstances): Promise<void> {
  const rows = read.flatMap(({ regionId, activityId, path, partyPath, pieces }) =>
    pieces.map(({ id, piece, salt }) => ({
      region_id: regionId,
      id,
      activity_id: activityId,
      piece,
      salt: Buffer.from(salt).toString('hex'),
      path,
      party_path: partyPath,
    })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into activity_reading (region_id, id, activity_id, piece, salt, named_by, named_by_name, recorded_at, path, party_path)
    select region_id, id, activity_id, piece, decode(salt, 'hex'), ${actor.personId}::uuid, ${actor.personName}, ${at}, path, party_path
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (region_id int, id uuid, activity_id uuid, piece text, salt text,
      path ltree, party_path ltree)`.execute(tx);
}

/** One entry, however many pieces. */
export function readTogetherFact(
  { regionId, activityId, pieces }: Pick<ReadAt, 'regionId' | 'activityId' | 'pieces'>,
  held: { readonly unitId: string; readonly place: Place; readonly topic: string; readonly endsAt: Date },
  isRead = true,
): LedgerFact {
  return {
    regionId,
    unitId: held.unitId,
    kind: isRead ? 'study.readings-named' : 'study.readings-withdrawn',
    subjectId: activityId,
    place: held.place,
    occurredAt: held.endsAt,
    summary: { topic: held.topic },
    head: { activity: activityId, pieces: pieces.map(({ piece }) => piece) },
    personal: [],
  };
}
