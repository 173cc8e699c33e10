import type { Place } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import { sql } from 'kysely';
import { lockOwedByPerson, type OwedByPerson } from '../../obligation/index.ts';
import { findNode } from '../../organisation/index.ts';
import type { Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';

export interface MakeUpAtHand {
  readonly owed: OwedByPerson;
  /** The branch that the person belongs to now: it is its place, and its secretary's to record. */
  readonly branchPlace: Place;
  readonly missed: { readonly on: string; readonly minutes: number };
}

/** An absence that is to be made up, under the lock of the participation for which it counts. */
export async function makeUpAtHand(tx: Tx, obligationId: string, timeZone: string): Promise<MakeUpAtHand | Refused> {
  const owed = await lockOwedByPerson(tx, obligationId, 'make-up');
  if (isRefusal(owed)) return owed;
  const branch = await findNode(tx, owed.branchId);
  if (branch === null) return refuse('not-found');
  const { rows } = await sql<{ startsAt: Date; minutes: number }>`
    select starts_at as "startsAt", minutes from study_missed(${owed.regionId}, array[${owed.id}::uuid])`.execute(tx);
  const [missed] = rows;
  if (missed === undefined) return refuse('not-found');
  return {
    owed,
    branchPlace: branch.place,
    missed: { on: civilDateAt(missed.startsAt, timeZone), minutes: missed.minutes },
  };
}
