/** The built-in database alone is killed with -9 under a server that runs: it is started again, and people go on where they were. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { makeClient } from '@muster/client';
import { readReadiness } from '@muster/contract/platform';
import { recordActivity } from '@muster/contract/study';
import { refusalOf } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { readPostmaster } from '../platform/database/postmaster.ts';
import type { TestSession } from '../testing/server.ts';
import { startServerProcess, type ServerProcess } from '../testing/server-process.ts';
import { ownInstance, settle } from '../testing/settled-instance.ts';

const instance = ownInstance();
const folder = `${instance.dataFolder}/postgres`;
let server: ServerProcess | undefined;
let session: TestSession;
let branchId: string;
let printed = '';

before(async () => {
  await settle(instance, async (settling) => {
    session = await settling.server.signIn('secretary');
    branchId = settling.id('SCHOOL-1');
  });
  const settings = { MUSTER_LOG_LEVEL: 'warn' };
  server = await startServerProcess(instance.dataFolder, { settings, hear: (text) => (printed += text) });
});
after(async () => {
  await server?.stop();
  instance.remove();
});

async function record(topic: string): Promise<unknown> {
  const client = makeClient({
    baseUrl: server?.address ?? '',
    csrf: () => session.csrf,
    headers: () => ({ cookie: session.cookie }),
  });
  const [startsAt, endsAt] = [3, 1].map((hours) => new Date(Date.now() - hours * 3_600_000).toISOString());
  const body = {
    kind: 'collective-study',
    topic,
    startsAt: startsAt ?? '',
    endsAt: endsAt ?? '',
    absences: [],
    another: true,
  };
  return client.call(recordActivity, { params: { branchId }, body });
}

const stranger = () => makeClient({ baseUrl: server?.address ?? '' });

async function until(wanted: 'ready' | 'unavailable'): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(20))
    if (((await refusalOf(stranger().call(readReadiness, {}))) ?? 'ready') === wanted) return;
  assert.fail(`never ${wanted}`);
}

/** What a process prints comes by a way of its own, a little later than its answers. */
async function heard(line: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(20)) if (printed.includes(line)) return;
  assert.fail(`never printed: ${line}, but: ${printed}`);
}

for (const which of ['the postmaster alone', 'the postmaster with all its children'])
  test(`given ${which} is killed, then the server says that it is not ready, starts the database again, and figures go on`, async () => {
    await until('ready');
    await record(`before ${which}`);
    const killed = readPostmaster(folder);
    assert.ok(killed);
    if (which === 'the postmaster alone') process.kill(killed.pid, 'SIGKILL');
    else server?.killDatabase();
    await until('unavailable');
    await until('ready');
    assert.notEqual(readPostmaster(folder)?.pid, killed.pid);
    await record(`after ${which}`);
    await heard('the built-in database is gone; it is started again');
    await heard('the built-in database runs again');
    printed = '';
    const cluster = await instance.open();
    try {
      const counted = () =>
        withClient(cluster.connection('owner'), async (client) => {
          const { rows } = await client.query<{ held: number; folded: number }>(
            `select (select count(*)::int from activity) as held,
               (select coalesce(sum(amount), 0)::int from rollup_counter c join organisation o on o.path = c.path and o.parent_id is null and o.tree = 'place'
                 where c.measure = 'activities') as folded`,
          );
          return rows[0];
        });
      for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(100)) {
        const now = await counted();
        if (now !== undefined && now.held > 0 && now.held === now.folded) return;
      }
      assert.fail(JSON.stringify(await counted()));
    } finally {
      await cluster.stop();
    }
  });
