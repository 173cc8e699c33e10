import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Db, ReadTx, Tx } from './db.ts';

declare function reads(tx: ReadTx): void;
declare function writes(tx: Tx): void;

// Never run: the compiler checks it, and an unused @ts-expect-error is an error.
export function compileTime(db: Db, tx: Tx, readTx: ReadTx): void {
  reads(tx);
  reads(readTx);
  writes(tx);
  // @ts-expect-error a transaction that reads may not write
  writes(readTx);
  // @ts-expect-error the database is no transaction
  reads(db);
  // @ts-expect-error the database is no transaction
  writes(db);
  // @ts-expect-error nothing is inserted in a transaction that reads
  readTx.insertInto('person');
  // @ts-expect-error no query runs outside a transaction
  db.selectFrom('person');
}

test('the compiler keeps Db, ReadTx and Tx apart', () => {
  assert.equal(typeof compileTime, 'function');
});
