import { sql } from 'kysely';
import type { Tx } from './db.ts';

/** What is written in it was never there. */
export async function takenBack<Result>(tx: Tx, work: () => Promise<Result>): Promise<Result> {
  await sql`savepoint taken_back`.execute(tx);
  const result = await work();
  await sql`rollback to savepoint taken_back`.execute(tx);
  await sql`release savepoint taken_back`.execute(tx);
  return result;
}
