import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, chmodSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withClient } from './client.ts';
import { startEmbedded, type Embedded } from './embedded.ts';
import { readPostmaster } from './postmaster.ts';

const QUICK = { fsync: 'off' };
const quiet = () => undefined;
const home = mkdtempSync(join(tmpdir(), 'muster-embedded-'));
chmodSync(home, 0o711);
after(() => rmSync(home, { recursive: true, force: true }));

/** For a process of its own, to be killed: starts a server, writes a row, says so and stays. */
const STARTS_AND_STAYS = `
  import { withClient } from './client.ts';
  import { startEmbedded } from './embedded.ts';
  const embedded = await startEmbedded(process.argv[1], () => undefined);
  await withClient(embedded.superuser('postgres'), (client) => client.query("create table memory as select 'yes' as kept"));
  process.stdout.write('ready');
  setInterval(() => undefined, 1_000_000);
`;

const answer = (embedded: Embedded, sql: string) =>
  withClient(
    embedded.superuser('postgres'),
    async (client) => (await client.query<{ value: string }>(sql)).rows[0]?.value,
  );

test('the built-in server starts, knows Chinese trigrams, listens on a closed socket alone and stops', async () => {
  const folder = join(home, 'one');
  const made: number[] = [];
  const embedded = await startEmbedded(folder, quiet, QUICK, (steps) => made.push(steps));
  try {
    assert.deepEqual(
      made,
      made.toSorted((one, other) => one - other),
    );
    assert.deepEqual([made.includes(10), made.at(-1)], [true, 11]);
    assert.equal(embedded.started, true);
    assert.equal(await answer(embedded, "select current_setting('listen_addresses') as value"), '');
    assert.equal(await answer(embedded, "select current_setting('TimeZone') as value"), 'UTC');
    await answer(embedded, 'create extension pg_trgm');
    assert.notEqual(await answer(embedded, "select show_trgm('党支部')::text as value"), '{}');
    assert.equal(statSync(embedded.address().host).mode & 0o777, 0o700);
    assert.equal(statSync(join(folder, 'roles.json')).mode & 0o777, 0o600);
    assert.ok(Buffer.byteLength(join(embedded.address().host, '.s.PGSQL.5432')) <= 107);
  } finally {
    await embedded.stop();
  }
  assert.equal(readPostmaster(join(folder, 'postgres')), undefined);
  assert.equal(existsSync(embedded.address().host), false);
});

test('a wrong password is refused; a database that is there is not made', async () => {
  const made: number[] = [];
  const embedded = await startEmbedded(join(home, 'one'), quiet, QUICK, (steps) => made.push(steps));
  assert.deepEqual([made, embedded.isNew], [[], false]);
  try {
    const stranger = { ...embedded.superuser('postgres'), password: 'guess' };
    await assert.rejects(
      withClient(stranger, (client) => client.query('select 1')),
      { code: '28P01' },
    );
  } finally {
    await embedded.stop();
  }
});

test('a second user finds it running and leaves it running; the last one out stops it', async () => {
  const folder = join(home, 'one');
  const [first, second] = await Promise.all([startEmbedded(folder, quiet, QUICK), startEmbedded(folder, quiet, QUICK)]);
  assert.notEqual(first.started, second.started);
  await first.stop();
  assert.equal(await answer(second, 'select 1::text as value'), '1');
  await second.stop();
  assert.equal(readPostmaster(join(folder, 'postgres')), undefined);
});

test('the server of a process killed with SIGKILL is taken over with its rows', async () => {
  const folder = join(home, 'two');
  const child = spawn(process.execPath, ['--input-type=module', '--eval', STARTS_AND_STAYS, folder], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const said: string[] = [];
  const embedded = await startEmbedded(folder, (line) => said.push(line), QUICK);
  try {
    assert.equal(embedded.started, false);
    assert.match(said.join('\n'), /taken over/);
    assert.equal(await answer(embedded, 'select kept as value from memory'), 'yes');
  } finally {
    await embedded.stop();
  }
  assert.equal(readPostmaster(join(folder, 'postgres')), undefined);
});

test('after the postmaster itself is killed the next start recovers its rows', async () => {
  const folder = join(home, 'two');
  const crashed = await startEmbedded(folder, quiet);
  await answer(crashed, "update memory set kept = 'still'");
  const postmaster = readPostmaster(join(folder, 'postgres'));
  assert.ok(postmaster);
  process.kill(postmaster.pid, 'SIGKILL');
  const embedded = await startEmbedded(folder, quiet, QUICK);
  try {
    assert.equal(embedded.started, true);
    assert.equal(await answer(embedded, 'select kept as value from memory'), 'still');
  } finally {
    await crashed.stop();
    await embedded.stop();
  }
});

test('the log keeps neither statements nor errors, whose message may quote what was typed', async () => {
  const folder = join(home, 'two');
  const embedded = await startEmbedded(folder, quiet, QUICK);
  const file = await answer(embedded, 'select pg_current_logfile() as value');
  await answer(embedded, 'create table held (name text constraint held__once unique)');
  await answer(embedded, "insert into held values ('张三丰')");
  await assert.rejects(answer(embedded, "insert into held values ('张三丰')"), { code: '23505' });
  await assert.rejects(answer(embedded, "select '张三丰'::int"), { code: '22P02' });
  await embedded.stop();
  const log = readFileSync(join(folder, 'postgres', file ?? ''), 'utf8');
  assert.match(log, /ready to accept connections/);
  assert.doesNotMatch(log, /张三丰|insert into/i);
});
