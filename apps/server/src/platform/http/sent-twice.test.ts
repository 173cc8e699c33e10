/** The same command sent twice, as browsers and people do. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { RouteAnswer, RouteCall } from '@muster/contract';
import { listActivities, recordActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../database/client.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

type Meeting = RouteCall<typeof recordActivity>['body'];

const meeting: Meeting = {
  kind: 'collective-study',
  topic: '学习',
  startsAt: '2026-03-19T14:00:00+08:00',
  endsAt: '2026-03-19T16:00:00+08:00',
  absences: [],
  another: true,
};

interface Sending {
  readonly key: string;
  readonly who?: CastName;
  readonly branch?: string;
  readonly body?: Partial<Meeting>;
}

async function send({
  key,
  who = 'secretary',
  branch = 'SCHOOL-1',
  body = {},
}: Sending): Promise<RouteAnswer<typeof recordActivity>> {
  const client = await house.as(who);
  return client.call(
    recordActivity,
    { params: { branchId: house.id(branch) }, body: { ...meeting, ...body } },
    { key },
  );
}

async function held(topic: string): Promise<number> {
  const office = await house.as('office');
  const { activities } = await office.call(listActivities, {
    params: { organisationId: house.id('COUNTY') },
    query: { limit: 200 },
  });
  return activities.filter((activity) => activity.topic === topic).length;
}

test('sent six times at once with one key: one meeting, and the same answer to all', async () => {
  const key = randomUUID();
  const body = { topic: '同时' };
  const answers = await Promise.all(Array.from({ length: 6 }, () => send({ key, body })));
  assert.deepEqual(
    answers,
    Array.from({ length: 6 }, () => answers[0]),
  );
  assert.deepEqual(await send({ key, body }), answers[0]);
  assert.equal(await held('同时'), 1);
});

test('a key is for one body at one address; whoever sends another is told', async () => {
  const key = randomUUID();
  await send({ key });
  assert.equal(await refusalOf(send({ key, body: { topic: '另一次' } })), 'key-reused');
  const elsewhere = { who: 'communityHead', branch: 'COMMUNITY-1' } as const;
  const other = randomUUID();
  await send({ key: other, ...elsewhere });
  assert.equal(await refusalOf(send({ key: other, ...elsewhere, branch: 'SCHOOL-1' })), 'key-reused');
  assert.equal(await held('另一次'), 0);
});

test("another account's key is its own, though it reads the same", async () => {
  const key = randomUUID();
  const body = { topic: '同键' };
  const [mine, theirs] = await Promise.all([
    send({ key, body }),
    send({ key, body, who: 'secretary2', branch: 'SCHOOL-2' }),
  ]);
  assert.notEqual(mine.id, theirs.id);
  assert.equal(await held('同键'), 2);
});

test('a refusal does not use the key up, and of two at once with different bodies one is kept', async () => {
  const key = randomUUID();
  assert.equal(await refusalOf(send({ key, body: { kind: 'no-such-kind' } })), 'activity-kind-unknown');
  await send({ key, body: { topic: '改正' } });
  assert.equal(await held('改正'), 1);
  const again = randomUUID();
  const refusals = await Promise.all(['甲', '乙'].map((topic) => refusalOf(send({ key: again, body: { topic } }))));
  assert.deepEqual(new Set(refusals), new Set(['key-reused', null]));
  assert.equal((await held('甲')) + (await held('乙')), 1);
});

test('after a day the key may come again, as a new command', async () => {
  const key = randomUUID();
  await send({ key, body: { topic: '昨天' } });
  await withClient(house.database.connection('worker'), async (client) => {
    await client.query('begin');
    await client.query(`select muster_scope(array['*'], null)`);
    await client.query('delete from idempotency');
    await client.query('commit');
  });
  await send({ key, body: { topic: '今天' } });
  assert.deepEqual([await held('昨天'), await held('今天')], [1, 1]);
});
