import { sql, type RawBuilder } from 'kysely';
import { inReadTransaction, inTransaction, type Db, type ReadTx, type Tx } from '../database/db.ts';
import { EVERYWHERE } from '../database/scope.ts';

interface Key {
  readonly regionId: number;
  readonly id: string;
}

/** Rows of one table that are found by what may be typed for their names. */
export interface Unread<Row extends Key> {
  /** Without a reading, after a row, in the order of their keys; at most so many. */
  readonly after: (tx: ReadTx, last: Key, many: number) => Promise<readonly Row[]>;
  readonly readingOf: (row: Row) => string;
  /** Puts the readings of these rows, as JSON, where nobody has renamed them meanwhile; how many it put. */
  readonly write: (tx: Tx, rows: RawBuilder<unknown>) => Promise<number>;
}

const batch = 1000;

/**
 * Makes findable what was written without a reading: before there were readings, or by hand. In batches of their own, as the worker;
 * whoever renames at the same time wins. Returns how many it filled.
 */
export async function fillReadingsOf<Row extends Key>(
  worker: Db,
  { after, readingOf, write }: Unread<Row>,
): Promise<number> {
  let filled = 0;
  let last: Key = { regionId: -1, id: '00000000-0000-0000-0000-000000000000' };
  for (;;) {
    const from = last;
    // oxlint-disable-next-line no-await-in-loop -- each batch begins where the one before ended
    const unread = await inReadTransaction(worker, EVERYWHERE, (tx) => after(tx, from, batch));
    const end = unread.at(-1);
    if (end === undefined) return filled;
    const rows = sql`${JSON.stringify(unread.map((row) => ({ ...row, reading: readingOf(row) })))}::json`;
    // oxlint-disable-next-line no-await-in-loop -- one batch at a time holds few rows for a short while
    filled += await inTransaction(worker, EVERYWHERE, (tx) => write(tx, rows));
    last = end;
  }
}
