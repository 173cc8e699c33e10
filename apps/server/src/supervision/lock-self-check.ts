import { refuse } from '@muster/core/kernel';
import { lockedParticipation, type Participation } from '../campaign/index.ts';
import type { Refused } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { lastSelfCheck, type SelfCheck } from './self-check.ts';

/** A self-check with its unit, after which nobody else changes either until the command ends. */
export async function lockSelfCheck(
  tx: Tx,
  checkId: string,
): Promise<
  { readonly participation: Participation; readonly stageCode: string; readonly last: SelfCheck | null } | Refused
> {
  const row = await tx
    .selectFrom('self_check')
    .select(['region_id as regionId', 'participation_id as id', 'stage_code as stageCode'])
    .where('id', '=', checkId)
    .executeTakeFirst();
  if (row === undefined) return refuse('not-found');
  const participation = await lockedParticipation(tx, row);
  if ('refused' in participation) return participation;
  return { participation, stageCode: row.stageCode, last: await lastSelfCheck(tx, participation, row.stageCode) };
}
