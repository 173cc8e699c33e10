/** The database goes away while people work, and comes back: they are told, nothing is lost, nobody starts anything again. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { readLiveness, readReadiness } from '@muster/contract/platform';
import { listActivities, readRoll, recordActivity } from '@muster/contract/study';
import { Refused, type Client } from '@muster/client';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../database/client.ts';

const deadlineMs = 60_000;

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

/** From beside: the database that a test uses cannot close itself. */
async function besides(...statements: string[]): Promise<void> {
  await withClient({ ...house.database.superuser(), database: 'postgres' }, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

const allow = (yes: boolean) => `alter database ${house.database.name} with allow_connections ${yes}`;
const endAll = () =>
  `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${house.database.name}'`;

interface Sent {
  readonly key: string;
  readonly topic: string;
}

async function record(client: Client, { key, topic }: Sent): Promise<string> {
  const times = { startsAt: '2026-03-19T14:00:00+08:00', endsAt: '2026-03-19T16:00:00+08:00' };
  const body = { kind: 'collective-study', topic, ...times, absences: [], another: true };
  return (await client.call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body }, { key })).id;
}

test('requests are refused as unavailable while it is away, and served again when it is back', async () => {
  const [secretary, stranger] = await Promise.all([house.as('secretary'), house.as('stranger')]);
  assert.ok(secretary && stranger);
  const kept = new Map<string, string>();
  const refused: Sent[] = [];
  const load = { over: false };
  let turn = 0;
  const worker = async (name: number) => {
    while (!load.over) {
      const sent = { key: randomUUID(), topic: `${name}-${(turn += 1)}` };
      try {
        kept.set(sent.topic, await record(secretary, sent));
        await secretary.call(readRoll, { params: { branchId: house.id('SCHOOL-1') } });
      } catch (error) {
        assert.ok(error instanceof Refused);
        assert.equal(error.problem.code, 'unavailable');
        if (!kept.has(sent.topic)) refused.push(sent);
      }
    }
  };
  /** Asks readiness over and over until it says so and the workers have come so far. */
  const until = async (state: string, come: () => boolean) => {
    const deadline = Date.now() + deadlineMs;
    while (((await refusalOf(stranger.call(readReadiness, {}))) ?? 'ready') !== state || !come())
      assert.ok(Date.now() < deadline, `not ${state} within ${deadlineMs} ms, or ${String(come)}`);
  };
  const workers = [1, 2, 3, 4].map(worker);
  try {
    await until('ready', () => kept.size >= 20);
    await besides(allow(false), endAll());
    await until('unavailable', () => refused.length >= 20);
    assert.equal((await stranger.call(readLiveness, {})).state, 'up');
    const without = kept.size;
    await besides(allow(true));
    await until('ready', () => kept.size >= without + 20);
    // Cut off with the door left open: whoever was in the middle is refused, the next one is served.
    await besides(endAll());
    const then = kept.size;
    await until('ready', () => kept.size >= then + 20);
  } finally {
    load.over = true;
    await besides(allow(true));
    await Promise.all(workers);
  }
  for (const sent of refused) kept.set(sent.topic, await record(secretary, sent));
  const there = await topicsHeld(secretary);
  assert.deepEqual(there.toSorted(), [...kept.keys()].toSorted());
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

async function topicsHeld(client: Client): Promise<string[]> {
  const topics: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor === undefined ? {} : { after: cursor }) };
    const { activities, next } = await client.call(listActivities, {
      params: { organisationId: house.id('SCHOOL-1') },
      query,
    });
    topics.push(...activities.map((activity) => activity.topic));
    cursor = next ?? undefined;
  } while (cursor !== undefined);
  return topics;
}
