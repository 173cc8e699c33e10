import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cloneDatabase } from '../../testing/database.ts';
import { withClient } from './client.ts';
import { migrate, readMigrations } from './migrate.ts';

/** An empty database and a folder with two migrations, both gone after the test. */
async function given(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'muster-migrate-'));
  const database = await cloneDatabase('template0');
  t.after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await database.drop();
  });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const said: string[] = [];
  write('0001-first.sql', 'create table one (id int primary key);');
  write('0002-second.sql', 'create table two (id int primary key);\ninsert into one values (1);');
  return {
    folder,
    write,
    said,
    run: () => migrate(database.superuser(), (line) => said.push(line), folder),
    ask: (sql: string) => withClient(database.superuser(), async (client) => (await client.query(sql)).rows),
  };
}

test('migrations are applied in order, once, and each is recorded', async (t) => {
  const { run, ask, said, write } = await given(t);
  assert.deepEqual(await run(), ['0001-first', '0002-second']);
  assert.deepEqual(await run(), []);
  write('0003-third.sql', 'drop table two;');
  assert.deepEqual(await run(), ['0003-third']);
  assert.deepEqual(await ask('select number, name from migration order by 1'), [
    { number: 1, name: '0001-first' },
    { number: 2, name: '0002-second' },
    { number: 3, name: '0003-third' },
  ]);
  assert.equal(said.length, 3);
});

test('two processes at once apply each migration once', async (t) => {
  const { run, ask } = await given(t);
  const lists = await Promise.all([run(), run(), run()]);
  assert.deepEqual(lists.flat().toSorted(), ['0001-first', '0002-second']);
  assert.deepEqual(await ask('select id from one'), [{ id: 1 }]);
});

test('a landed file that was changed is refused before anything is applied', async (t) => {
  const { run, ask, write } = await given(t);
  await run();
  write('0001-first.sql', 'create table one (id bigint primary key);');
  write('0003-third.sql', 'drop table two;');
  await assert.rejects(run(), /0001-first was changed after it landed/);
  assert.deepEqual(await ask('select id from two'), []);
});

test('line ends of another system change nothing', async (t) => {
  const { run, write } = await given(t);
  await run();
  write('0002-second.sql', 'create table two (id int primary key);\r\ninsert into one values (1);');
  assert.deepEqual(await run(), []);
});

test('a database newer than the program is refused', async (t) => {
  const { run, folder } = await given(t);
  await run();
  rmSync(join(folder, '0002-second.sql'));
  await assert.rejects(run(), /newer than this program: it has migration 0002-second/);
});

test('a migration that fails leaves nothing behind and names its line', async (t) => {
  const { run, ask, write } = await given(t);
  write('0003-third.sql', 'create table three ();\n\ninsert into nowhere values (1);');
  await assert.rejects(run(), /Migration 0003-third line 3: relation "nowhere" does not exist/);
  assert.deepEqual(await ask("select to_regclass('three') as three, count(*)::int as landed from migration"), [
    { three: null, landed: 2 },
  ]);
});

test('names and numbers are checked', async (t) => {
  const { folder, write } = await given(t);
  write('0004-fourth.sql', '');
  assert.throws(() => readMigrations(folder), /0004-fourth\.sql is out of order: number 3 is expected/);
  write('0003-Third.sql', '');
  assert.throws(() => readMigrations(folder), /0003-Third\.sql must be named/);
});
