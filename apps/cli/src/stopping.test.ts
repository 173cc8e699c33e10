/** Ctrl-C while an instance is still being made: as in a terminal, everybody in its group gets the signal; nothing stays behind. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

const program = join(import.meta.dirname, '../bin/muster.mjs');
const home = mkdtempSync(join(tmpdir(), 'muster-stopping-'));
chmodSync(home, 0o711);
const environment = { ...process.env, MUSTER_DATA: undefined, DATABASE_URL: undefined, NODE_TEST_CONTEXT: undefined };
const patienceMs = 180_000;

after(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

interface Begun {
  readonly data: string;
  readonly told: () => string;
  /** Signals its whole group once `when` is so, and answers what it ended with. */
  readonly interrupted: (signal: NodeJS.Signals, when: () => boolean) => Promise<number | null>;
}

function begin(name: string, ...words: readonly string[]): Begun {
  const data = join(home, name);
  const child = spawn(process.execPath, [program, ...words, '--data', data], {
    env: { ...environment, MUSTER_LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      told += chunk.toString();
    });
  const ended = once(child, 'close') as Promise<[number | null]>;
  return {
    data,
    told: () => told,
    interrupted: async (signal, when) => {
      for (const deadline = Date.now() + patienceMs; !when(); await pause(5)) {
        assert.equal(child.exitCode, null, told);
        assert.ok(Date.now() < deadline, told);
      }
      assert.ok(child.pid !== undefined);
      process.kill(-child.pid, signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** Whatever runs on this machine with the folder in its command line. */
const runningIn = (folder: string) =>
  spawnSync('ps', ['-A', '-ww', '-o', 'args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(folder));

function assertStopped({ data, told }: Begun): void {
  assert.match(told(), /^Stopping …$/m);
  assert.doesNotMatch(told(), /muster: |is ready at|serves|\{"|\n {4}at /);
  assert.deepEqual(runningIn(data), []);
  assert.equal(existsSync(join(data, 'postgres/postmaster.pid')), false);
}

for (const [moment, reached] of [
  ['its database is being made', ({ data }: Begun) => existsSync(join(data, 'postgres.new'))],
  ['its database starts', ({ data }: Begun) => existsSync(join(data, 'postgres/postmaster.pid'))],
  ['its past is being written', ({ told }: Begun) => /^Building the demo (?:[2-9]|\d\d)/m.test(told())],
] as const)
  test(`given Ctrl-C while a demo is built and ${moment}, then it stops in order and leaves no database running`, async () => {
    const demo = begin(moment.replaceAll(' ', '-'), 'demo', '--town', '--port', '0');
    assert.equal(await demo.interrupted('SIGINT', () => reached(demo)), 130, demo.told());
    assertStopped(demo);
  });

test('given SIGTERM while an instance starts for the first time, then it stops in order, and the next start serves it', async () => {
  const first = begin('first', 'serve', '--port', '0');
  const started = () => existsSync(join(first.data, 'postgres/postmaster.pid'));
  assert.equal(await first.interrupted('SIGTERM', started), 143, first.told());
  assertStopped(first);
  const next = begin('first', 'serve', '--port', '0');
  assert.equal(await next.interrupted('SIGTERM', () => /^Muster serves /m.test(next.told())), 0, next.told());
  assert.deepEqual(runningIn(next.data), []);
});

test('given Ctrl-C while a command works on an instance that nothing serves, then no database is left running', async () => {
  const rebuild = begin('first', 'rebuild');
  const started = () => existsSync(join(rebuild.data, 'postgres/postmaster.pid'));
  assert.equal(await rebuild.interrupted('SIGINT', started), 130, rebuild.told());
  assertStopped(rebuild);
});

/** A request over a connection that is kept, whose body does not end yet. */
function begun(origin: string) {
  const { promise: answered, resolve, reject } = Promise.withResolvers<{ status?: number; connection?: string }>();
  const asked = request(`${origin}/api/sessions`, {
    method: 'POST',
    agent: new Agent({ keepAlive: true }),
    headers: { 'content-type': 'application/json', origin, 'transfer-encoding': 'chunked' },
  });
  asked.on('error', reject);
  asked.on('response', (answer) => {
    answer.resume();
    const { connection } = answer.headers;
    answer.on('end', () =>
      resolve({ status: answer.statusCode ?? 0, ...(connection !== undefined && { connection }) }),
    );
  });
  asked.write('{"login":"nobody",');
  return { answered, end: () => asked.end('"password":"is known by this"}') };
}

const addressIn = (told: string): string => /^Muster serves .* at (\S+)$/m.exec(told)?.[1] ?? '';

test('given SIGTERM while requests are in flight, then each is answered, its connection is not kept, and the stop waits no longer', async () => {
  const served = begin('first', 'serve', '--port', '0');
  let stoppedAt = 0;
  const inFlight: ReturnType<typeof begun>[] = [];
  const isBegun = () => {
    const address = addressIn(served.told());
    if (address === '') return false;
    if (inFlight.length === 0) for (let more = 0; more < 20; more++) inFlight.push(begun(address));
    if (stoppedAt === 0) stoppedAt = Date.now() + 1500;
    return Date.now() > stoppedAt;
  };
  const ended = served.interrupted('SIGTERM', isBegun);
  while (!served.told().includes('Stopping')) await pause(20);
  await pause(1000);
  for (const { end } of inFlight) end();
  const answers = await Promise.all(inFlight.map(({ answered }) => answered));
  assert.deepEqual(new Set(answers.map(({ connection }) => connection)), new Set(['close']));
  for (const { status } of answers) assert.ok(status === 401 || status === 429, String(status));
  assert.equal(await ended, 0, served.told());
  assert.doesNotMatch(served.told(), /did not end in time/);
  assert.deepEqual(runningIn(served.data), []);
});

test('given SIGTERM while a browser holds spare connections on which it asked nothing yet, then the stop does not wait for them', async () => {
  const served = begin('first', 'serve', '--port', '0');
  let since = 0;
  const spare: Socket[] = [];
  const ended = served.interrupted('SIGTERM', () => {
    const ports = [...served.told().matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
    // The desk's, the issuer's and the box's.
    if (ports.length < 3) return false;
    if (since === 0) {
      since = Date.now();
      for (const port of [...ports, ...ports]) spare.push(connect(port, '127.0.0.1').on('error', () => undefined));
    }
    return Date.now() > since + 1000;
  });
  assert.equal(await ended, 0, served.told());
  assert.doesNotMatch(served.told(), /did not end in time/);
  assert.deepEqual(runningIn(served.data), []);
  for (const socket of spare) socket.destroy();
});

test('given SIGTERM while a request does not end at all, then the process ends in time and leaves no database running', async () => {
  const served = begin('first', 'serve', '--port', '0');
  let since = 0;
  const ended = served.interrupted('SIGTERM', () => {
    const address = addressIn(served.told());
    if (address === '') return false;
    if (since === 0) {
      since = Date.now();
      begun(address).answered.catch(() => undefined);
    }
    return Date.now() > since + 1000;
  });
  assert.equal(await ended, 1, served.told());
  assert.match(served.told(), /did not end in time/);
  assert.deepEqual(runningIn(served.data), []);
  assert.equal(existsSync(join(served.data, 'postgres/postmaster.pid')), false);
});
