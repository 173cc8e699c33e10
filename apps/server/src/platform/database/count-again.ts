import { sql } from 'kysely';
import type { DB } from './schema.gen.ts';
import type { Tx } from './db.ts';

/** From here on a table has another size than the one that PostgreSQL remembers. */
const many = 500;

/**
 * Lets PostgreSQL count tables again that this transaction has just written `rows` to, so that what follows in it, and what others ask
 * before the automatic count comes round, is planned for their size. About 0.1 s a table; none for one that has hardly grown.
 */
export async function countAgain(tx: Tx, rows: number, ...tables: readonly (keyof DB)[]): Promise<void> {
  if (rows >= many) await sql`select count_again(${tables}::text[])`.execute(tx);
}
