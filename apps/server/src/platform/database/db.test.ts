import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type NetConnectOpts } from 'node:net';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../../testing/database.ts';
import { withClient } from './client.ts';
import { DatabaseUnavailable, inReadTransaction, inTransaction, openDatabase, type Db, type ReadTx } from './db.ts';
import { ahead } from './marks.ts';
import { EVERYWHERE, NOBODY, type Scope } from './scope.ts';

let database: TestDatabase;
let db: Db;

before(async () => {
  database = await cloneDatabase();
  // One connection, so that what one transaction left behind would be seen by the next.
  db = openDatabase({ ...database.connection('app'), max: 1 });
});
after(async () => {
  await db.close();
  await database.drop();
});

async function ask<T>(tx: ReadTx, expression: string): Promise<T | undefined> {
  const { rows } = await sql<{ value: T }>`select ${sql.raw(expression)} as value`.execute(tx);
  return rows[0]?.value;
}

const MEISHAN: Scope = { paths: ['sc.meishan', 'sc.chengdu.a'], self: '0198c000-0000-7000-8000-000000000001' };
const settings = `array[current_setting('muster.scope', true), current_setting('muster.self', true)]`;

test('the scope holds for its transaction and is gone afterwards', async () => {
  await inTransaction(db, MEISHAN, async (tx) => {
    assert.deepEqual(await ask(tx, settings), ['{sc.meishan,sc.chengdu.a}', MEISHAN.self]);
  });
  await inReadTransaction(db, NOBODY, async (tx) => {
    assert.deepEqual(await ask(tx, settings), ['{}', '']);
  });
  await db.begin('read only', async (tx) => {
    const { rows } = await sql<{ value: string[] }>`select ${sql.raw(settings)} as value`.execute(tx);
    assert.deepEqual(rows[0]?.value, ['', '']);
  });
});

test('a statement by itself has no scope, whatever was asked before it on the same connection', async () => {
  await inReadTransaction(db, MEISHAN, (tx) => ask(tx, '1'));
  assert.deepEqual(await db.ask(sql<{ value: string[] }>`select ${sql.raw(settings)} as value`), [{ value: ['', ''] }]);
  assert.deepEqual(await db.ask(sql`select id from organisation`), []);
});

test('a path that is none is refused, and the connection serves on', async () => {
  const none: Scope = { paths: ["a'; drop table person; --"], self: null };
  for (const within of [inTransaction, inReadTransaction]) {
    await assert.rejects(within(db, none, async () => 1));
    await assert.rejects(
      within(db, none, (tx: ReadTx) => ask(tx, '1')),
      { code: '42601' },
    );
  }
  assert.equal(await inReadTransaction(db, NOBODY, (tx) => ask(tx, '1')), 1);
});

test('a transaction begins on the way of its first statement: one way there, and one to keep it', async (t) => {
  const { host = '', port = 0, ...rest } = database.connection('app');
  const to: NetConnectOpts = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
  let ways = 0;
  const between = createServer((from) => {
    const onward = connect(to);
    from.on('data', () => (ways += 1));
    from.pipe(onward).pipe(from);
    for (const end of [from, onward]) end.on('error', () => undefined);
  });
  between.listen(0, '127.0.0.1');
  t.after(() => between.close());
  await once(between, 'listening');
  const near = openDatabase({ ...rest, host: '127.0.0.1', port: (between.address() as AddressInfo).port, max: 1 });
  t.after(() => near.close());
  await inTransaction(near, NOBODY, (tx) => ask(tx, '1'));
  for (const within of [inTransaction, inReadTransaction]) {
    ways = 0;
    assert.equal(await within(near, NOBODY, (tx: ReadTx) => ask(tx, '1')), 1);
    assert.equal(ways, 2);
  }
});

test('what was sent ahead and fails, fails what comes next, and nothing of its transaction is kept', async () => {
  const setting = () =>
    inReadTransaction(db, NOBODY, (tx) => ask<string | null>(tx, `current_setting('muster.tried', true)`));
  let isThrough = false;
  const work = inTransaction(db, NOBODY, async (tx) => {
    await sql`select set_config('muster.tried', 'yes', false)`.execute(tx);
    await sql`select 1 / ${0}::int ${ahead}`.execute(tx);
    isThrough = true;
  });
  await assert.rejects(work, { code: '22012' });
  assert.deepEqual([isThrough, (await setting()) ?? ''], [true, '']);
});

test('only the worker may see everywhere', async () => {
  const see = (target: Db) =>
    inReadTransaction(target, EVERYWHERE, (tx) => ask<string>(tx, `current_setting('muster.scope', true)`));
  await assert.rejects(see(db), { code: '42501' });
  const worker = openDatabase(database.connection('worker'));
  assert.equal(await see(worker), '*');
  await worker.close();
});

test('a transaction that reads cannot write, whatever the query says', async () => {
  await assert.rejects(
    inReadTransaction(db, NOBODY, (tx) => sql`update instance set name = ''`.execute(tx)),
    { code: '25006' },
  );
});

test('values arrive as the row types say', async () => {
  await inReadTransaction(db, NOBODY, async (tx) => {
    assert.equal(await ask(tx, 'count(*)'), 1);
    assert.equal(await ask(tx, '(select sum(n::bigint) from generate_series(1, 3) n)'), 6);
    assert.equal(await ask(tx, '2.50::numeric'), 2.5);
    assert.equal(await ask(tx, "date '2026-02-28'"), '2026-02-28');
    assert.deepEqual(await ask(tx, "array[date '2026-02-28', null]"), ['2026-02-28', null]);
    assert.deepEqual(await ask(tx, "timestamptz '2026-02-28 08:00+08'"), new Date('2026-02-28T00:00:00Z'));
    assert.deepEqual(await ask(tx, "array['a.b', 'c']::ltree[]"), ['a.b', 'c']);
    assert.equal(await ask(tx, "'a.b'::ltree"), 'a.b');
  });
  await assert.rejects(
    inReadTransaction(db, NOBODY, (tx) => ask(tx, '9007199254740993::int8')),
    /does not fit a number/,
  );
  assert.equal(await inReadTransaction(db, NOBODY, (tx) => ask(tx, '9007199254740991::int8')), Number.MAX_SAFE_INTEGER);
});

test('sessions that the database ends reject their query, and the next one gets a new connection', async () => {
  await assert.rejects(inReadTransaction(db, NOBODY, (tx) => ask(tx, 'pg_terminate_backend(pg_backend_pid())')));
  assert.equal(await inReadTransaction(db, NOBODY, (tx) => ask(tx, '1')), 1);
  await withClient(database.superuser(), (client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'muster_app' and datname = current_database()",
    ),
  );
  // The pool hands out the dead connection until it has heard of its end.
  const deadline = Date.now() + 5_000;
  let answer: unknown;
  while (answer === undefined && Date.now() < deadline)
    answer = await inReadTransaction(db, NOBODY, (tx) => ask(tx, '1')).catch(() => undefined);
  assert.equal(answer, 1);
});

test('a statement longer than the limit is ended, and no connection in time is a fault of its own', async () => {
  // Long enough for the first connection and for the statements around it on a busy machine.
  const short = openDatabase({
    ...database.connection('app'),
    max: 1,
    statement_timeout: 500,
    connectionTimeoutMillis: 3000,
  });
  await assert.rejects(
    inReadTransaction(short, NOBODY, (tx) => ask(tx, 'pg_sleep(60)')),
    { code: '57014' },
  );
  await inReadTransaction(short, NOBODY, () =>
    assert.rejects(
      inReadTransaction(short, NOBODY, async () => 1),
      DatabaseUnavailable,
    ),
  );
  await short.close();
});

test('a connection that is lost in the middle is a database away, not a defect, and the next request is served', async () => {
  for (const last of ['select 1', 'select pg_sleep(10)']) {
    const lost = inTransaction(db, NOBODY, async (tx) => {
      const pid = await ask<number>(tx, 'pg_backend_pid()');
      const end = (client: pg.Client) => client.query('select pg_terminate_backend($1, 5000)', [pid]);
      await Promise.all([withClient(database.superuser(), end), sql.raw(last).execute(tx)]);
      await sql`select 1`.execute(tx);
    });
    await assert.rejects(lost, DatabaseUnavailable);
    assert.equal(await inReadTransaction(db, NOBODY, (tx) => ask(tx, '1')), 1);
  }
});
