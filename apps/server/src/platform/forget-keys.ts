import { sql } from 'kysely';
import { inTransaction, type Db } from './database/db.ts';
import { EVERYWHERE } from './database/scope.ts';

/** A command sent again after a day is a new command. */
export async function forgetKeys(worker: Db): Promise<void> {
  await inTransaction(worker, EVERYWHERE, (tx) =>
    sql`delete from idempotency where recorded_at < now() - interval '24 hours'`.execute(tx),
  );
}
