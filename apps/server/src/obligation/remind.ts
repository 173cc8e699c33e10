import { civilDateAt } from '@muster/core/kernel';
import { rungsOn } from '@muster/core/obligation';
import { sql } from 'kysely';
import { inTransaction, type Db } from '../platform/database/db.ts';
import { EVERYWHERE } from '../platform/database/scope.ts';

/** Tells whom it concerns what is due soon, overdue and decided, and what became of an application; run again on the same day it says only what is new. How much was said. */
export function remind(worker: Db, at: Date, timeZone: string): Promise<number> {
  const today = civilDateAt(at, timeZone);
  return inTransaction(worker, EVERYWHERE, async (tx) => {
    const { rows } = await sql<{ said: number }>`
      select obligation_remind(${JSON.stringify(rungsOn(today))}::jsonb, ${today}::date, ${at}::timestamptz) as said`.execute(
      tx,
    );
    const applications = await sql<{ said: number }>`
      select obligation_tell_of_applications(${today}::date, ${at}::timestamptz) as said`.execute(tx);
    return (rows[0]?.said ?? 0) + (applications.rows[0]?.said ?? 0);
  });
}
