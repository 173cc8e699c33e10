import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneDatabase, type TestDatabase } from '../../testing/database.ts';
import { withClient } from './client.ts';
import { countAgain } from './count-again.ts';
import { inTransaction, openDatabase, type Db } from './db.ts';
import { EVERYWHERE } from './scope.ts';

let database: TestDatabase;
let worker: Db;
before(async () => {
  database = await cloneDatabase();
  worker = openDatabase(database.connection('worker'));
});
after(() => worker.close());

const known = () =>
  withClient(database.connection('owner'), async (owner) => {
    const { rows } = await owner.query<{ known: number }>(
      `select reltuples::int as known from pg_class where oid = 'rollup_folded'::regclass`,
    );
    return rows[0]?.known;
  });

/** As many regions as that were folded. */
const folded = (from: number, to: number) =>
  withClient(database.superuser(), (superuser) =>
    superuser.query(
      `set session_replication_role = replica;
       insert into rollup_folded (region_id, as_of) select each, now() from generate_series(${from}, ${to}) each`,
    ),
  );

test('given a table that has grown, it is counted again; given one that has hardly grown or few rows, it is not', async () => {
  const count = (rows: number) => inTransaction(worker, EVERYWHERE, (tx) => countAgain(tx, rows, 'rollup_folded'));
  await folded(1001, 3000);
  await count(499);
  assert.equal(await known(), -1);
  await count(500);
  assert.equal(await known(), 2000);
  await folded(3001, 3100);
  await count(500);
  assert.equal(await known(), 2000);
  await folded(3101, 6000);
  await count(500);
  assert.equal(await known(), 5000);
});
