import type { Piece } from '@muster/core/study';
import type { ReadTx } from '../../platform/database/db.ts';
import type { ActivityRow, AttendanceLine } from '../queries.ts';
import { takingPart } from '../taking-part.view.ts';
import { piecesOf } from './required-of.ts';

/** What was read together at an activity, as it stands. */
export async function namedAt(tx: ReadTx, activity: Pick<ActivityRow, 'region_id' | 'id'>): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('activity_reading')
    .select('piece')
    .where('region_id', '=', activity.region_id)
    .where('activity_id', '=', activity.id)
    .where('voided_at', 'is', null)
    .execute();
  return rows.map(({ piece }) => piece);
}

/** The host's first: what each of the units that met asks to be read in the stage of its people; a host with nobody there, in the meeting's. */
export async function nameableAt(
  tx: ReadTx,
  activity: Pick<ActivityRow, 'campaign_id' | 'stage_code' | 'host_unit_id'>,
  lines: readonly Pick<AttendanceLine, 'unit_id' | 'stage_code'>[],
): Promise<readonly Piece[]> {
  const host = { unit_id: activity.host_unit_id, stage_code: activity.stage_code };
  const hosts = lines.filter((line) => line.unit_id === host.unit_id);
  const met = new Map(
    [...(hosts.length > 0 ? hosts : [host]), ...lines].map((each) => [`${each.unit_id} ${each.stage_code}`, each]),
  );
  const units = await takingPart(
    tx,
    activity.campaign_id,
    [...met.values()].map((each) => each.unit_id),
  );
  const asked = await piecesOf(tx, units);
  const idOf = new Map(units.map(({ unitId, id }) => [unitId, id]));
  const pieces = [...met.values()].flatMap((each) => asked.get(idOf.get(each.unit_id) ?? '')?.(each.stage_code) ?? []);
  return [...new Map(pieces.map((piece) => [piece.piece, piece])).values()];
}
