import type { Piece } from '@muster/core/study';
import type { ReadTx } from '../../platform/database/db.ts';
import type { ActivityRow, AttendanceLine } from '../queries.ts';
import { takingPart, type TakingPart } from '../taking-part.view.ts';
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

export async function nameableAt(
  tx: ReadTx,
  activity: Pick<ActivityRow, 'campaign_id' | 'stage_code' | 'host_unit_id'>,
  lines: readonly Met[],
): Promise<readonly Piece[]> {
  const host = { unit_id: activity.host_unit_id, stage_code: activity.stage_code };
  const unitIds = [host, ...lines].map(({ unit_id: unitId }) => unitId);
  return nameable(await askedBy(tx, await takingPart(tx, activity.campaign_id, unitIds)), host, lines);
}

type Met = Pick<AttendanceLine, 'unit_id' | 'stage_code'>;

/** What a unit asks its people to read in a stage. */
export type AskedBy = (met: Met) => readonly Piece[];

/** Of units of one campaign, by as many queries for one as for hundreds. */
export async function askedBy(tx: ReadTx, units: readonly TakingPart[]): Promise<AskedBy> {
  const asked = await piecesOf(tx, units);
  const idOf = new Map(units.map(({ unitId, id }) => [unitId, id]));
  return (met) => asked.get(idOf.get(met.unit_id) ?? '')?.(met.stage_code) ?? [];
}

/** The host's first: what each of the units that met asks to be read in the stage of its people; a host with nobody there, in the meeting's. */
export function nameable(asked: AskedBy, host: Met, lines: readonly Met[]): readonly Piece[] {
  const hosts = lines.filter((line) => line.unit_id === host.unit_id);
  const met = new Map(
    [...(hosts.length > 0 ? hosts : [host]), ...lines].map((each) => [`${each.unit_id} ${each.stage_code}`, each]),
  );
  const pieces = [...met.values()].flatMap(asked);
  return [...new Map(pieces.map((piece) => [piece.piece, piece])).values()];
}
