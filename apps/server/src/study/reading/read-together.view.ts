import { requiredPieces, type Piece } from '@muster/core/study';
import { effectivePlaybooks } from '../../campaign/index.ts';
import type { ReadTx } from '../../platform/database/db.ts';
import type { ActivityRow } from '../queries.ts';

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

/** What the stage of its host asks to be read. */
export async function nameableAt(
  tx: ReadTx,
  activity: Pick<ActivityRow, 'stage_code'>,
  { id, track }: { readonly id: string; readonly track: string },
): Promise<readonly Piece[]> {
  const playbook = (await effectivePlaybooks(tx, [id])).get(id);
  return requiredPieces(
    playbook?.stages.find(({ code }) => code === activity.stage_code),
    track,
  );
}
