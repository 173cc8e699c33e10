import { sql } from 'kysely';
import type { Circumstances } from '../platform/command.ts';
import type { Tx } from '../platform/database/db.ts';
import { recusedAmong } from '../supervision/index.ts';
import { lockedPoll, unitsOf, type KeptPoll } from './polls.ts';
import { isRefusal } from '@muster/core/kernel';
import type { Refused } from '../platform/command.ts';

/** A poll and whether whoever rules on it is of a unit that is voted on. */
export interface RuledPoll {
  readonly poll: KeptPoll;
  readonly isOfTheUnit: boolean;
}

export async function loadRuled(tx: Tx, id: string, personId: string): Promise<RuledPoll | Refused> {
  const poll = await lockedPoll(tx, id);
  if (isRefusal(poll)) return poll;
  return { poll, isOfTheUnit: (await recusedAmong(tx, personId, unitsOf(poll))).size > 0 };
}

interface End {
  readonly as: 'counted' | 'void' | 'cancelled';
  readonly reason: KeptPoll['endedFor'];
  readonly note: string | null;
}

/** Once all polls of the vote have ended, the database makes the tally of each unit from what was opened. */
export async function saveEnd(
  tx: Tx,
  { regionId, id, assessmentId, place }: KeptPoll,
  { as, reason, note }: End,
  { actor, at }: Circumstances,
): Promise<void> {
  await tx
    .insertInto('ballot_end')
    .values({
      region_id: regionId,
      poll_id: id,
      ended_as: as,
      reason,
      note,
      ended_by: actor.personId,
      ended_by_name: actor.personName,
      recorded_at: at,
      path: place.path,
      told: [...place.linked],
    })
    .execute();
  await sql`select assessment_confirm_polls(${regionId}, ${assessmentId}::uuid, ${actor.personId}::uuid, ${at})`.execute(
    tx,
  );
}
