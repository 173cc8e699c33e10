import type { Place } from '@muster/core/access';
import { civilDateAt, isRefusal, refuse } from '@muster/core/kernel';
import type { TimeTaken } from '@muster/core/study';
import { sql } from 'kysely';
import { lockOwedByPersons, type OwedByPerson } from '../../obligation/index.ts';
import { findNodes } from '../../organisation/index.ts';
import type { Refused } from '../../platform/command.ts';
import type { Tx } from '../../platform/database/db.ts';

export interface MakeUpAtHand {
  readonly owed: OwedByPerson;
  /** The branch that the person belongs to now: it is its place, and its secretary's to record. */
  readonly branchPlace: Place;
  readonly missed: { readonly on: string; readonly startsAt: Date; readonly minutes: number };
  readonly taken: readonly TimeTaken[];
}

/** An absence that is to be made up, under the lock of the participation for which it counts. */
export async function makeUpAtHand(tx: Tx, obligationId: string, timeZone: string): Promise<MakeUpAtHand | Refused> {
  return (await makeUpsAtHand(tx, [obligationId], timeZone)).get(obligationId) ?? refuse('not-found');
}

/** By the obligation's id, whatever of them is there; as many queries for one as for a thousand. */
export async function makeUpsAtHand(
  tx: Tx,
  obligationIds: readonly string[],
  timeZone: string,
): Promise<ReadonlyMap<string, MakeUpAtHand | Refused>> {
  const found = await lockOwedByPersons(tx, obligationIds, 'make-up');
  const owing = [...found.values()].flatMap((owed) => (isRefusal(owed) ? [] : owed));
  const branches = await findNodes(tx, [...new Set(owing.map(({ branchId }) => branchId))]);
  const missed = await missedOf(tx, owing);
  const taken = await timeTaken(tx, owing);
  const atHand = (owed: OwedByPerson | Refused): MakeUpAtHand | Refused => {
    if (isRefusal(owed)) return owed;
    const branch = branches.get(owed.branchId);
    const meeting = missed.get(owed.id);
    if (branch === undefined || meeting === undefined) return refuse('not-found');
    const on = civilDateAt(meeting.startsAt, timeZone);
    return { owed, branchPlace: branch.place, missed: { on, ...meeting }, taken: taken.get(owed.id) ?? [] };
  };
  return new Map([...found].map(([id, owed]) => [id, atHand(owed)]));
}

interface Missed {
  readonly startsAt: Date;
  readonly minutes: number;
}

/** A query for each region among them. */
async function missedOf(tx: Tx, owing: readonly OwedByPerson[]): Promise<ReadonlyMap<string, Missed>> {
  const missed = new Map<string, Missed>();
  for (const [regionId, those] of Map.groupBy(owing, (owed) => owed.regionId)) {
    const ids = those.map(({ id }) => id);
    const { rows } = await sql<Missed & { readonly id: string }>`
      select obligation_id as id, starts_at as "startsAt", minutes from study_missed(${regionId}, ${ids}::uuid[])`.execute(
      tx,
    );
    for (const { id, ...meeting } of rows) missed.set(id, meeting);
  }
  return missed;
}

interface TakenRow {
  readonly id: string;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly on: string | null;
  readonly minutes: number | null;
}

/** What of their time those who missed something had already; a query for each region among them. */
async function timeTaken(tx: Tx, owing: readonly OwedByPerson[]): Promise<ReadonlyMap<string, readonly TimeTaken[]>> {
  const taken = new Map<string, TimeTaken[]>();
  for (const [regionId, those] of Map.groupBy(owing, (owed) => owed.regionId)) {
    const ids = those.map(({ id }) => id);
    const { rows } = await sql<TakenRow>`
      select obligation_id as id, from_at as "from", to_at as "to", made_on as "on", minutes
      from study_time_taken(${regionId}, ${ids}::uuid[])`.execute(tx);
    for (const [id, found] of Map.groupBy(rows, (row) => row.id)) taken.set(id, found.map(takenOf));
  }
  return taken;
}

const takenOf = ({ from, to, on, minutes }: TakenRow): TimeTaken => ({
  during: from === null || to === null ? null : { from, to },
  madeUp: on === null || minutes === null ? null : { on, minutes },
});
