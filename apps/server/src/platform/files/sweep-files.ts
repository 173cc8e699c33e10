import { sql } from 'kysely';
import { inTransaction, type Db, type Tx } from '../database/db.ts';
import { EVERYWHERE } from '../database/scope.ts';
import { contentsBefore, removeContent, type StoredContent } from './contents.ts';
import { filesLock } from './files.ts';

const hour = 3_600_000;
const day = 24 * hour;

export interface Swept {
  readonly rows: number;
  readonly contents: number;
}

/** Takes away rows whose bytes have not come for an hour, and bytes that no row has spoken of for a day. */
export async function sweepFiles(worker: Db, folder: string, at: Date): Promise<Swept> {
  const rows = await inTransaction(worker, EVERYWHERE, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('file')
      .where('stored_at', 'is', null)
      .where('recorded_at', '<', new Date(at.getTime() - hour))
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
  const before = new Date(at.getTime() - day);
  const old = await contentsBefore(folder, before);
  let contents = 0;
  for (let start = 0; start < old.length; start += 1000) {
    contents += await inTransaction(worker, EVERYWHERE, (tx) => sweepSome(tx, old.slice(start, start + 1000), before));
  }
  return { rows, contents };
}

/** The lock is taken only where there is something to take away: keepers need not wait for a sweep that finds nothing. */
async function sweepSome(tx: Tx, some: readonly StoredContent[], before: Date): Promise<number> {
  if ((await withoutRow(tx, some)).length === 0) return 0;
  await sql`select pg_advisory_xact_lock(${filesLock})`.execute(tx);
  const removed = await Promise.all((await withoutRow(tx, some)).map((content) => removeContent(content, before)));
  return removed.filter(Boolean).length;
}

async function withoutRow(tx: Tx, some: readonly StoredContent[]): Promise<readonly StoredContent[]> {
  const hashes = some.flatMap(({ sha256 }) => (sha256 === null ? [] : [Buffer.from(sha256, 'hex')]));
  const rows = await tx
    .selectFrom('file')
    .select('sha256')
    .distinct()
    .where(sql<boolean>`sha256 = any (${hashes}::bytea[])`)
    .execute();
  const known = new Set(rows.map((row) => row.sha256.toString('hex')));
  return some.filter(({ sha256 }) => sha256 === null || !known.has(sha256));
}
