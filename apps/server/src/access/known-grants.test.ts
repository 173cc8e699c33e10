import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { cloneDatabase, withClient } from '../testing.ts';
import { hired, ids, openTown, settledTown, type Browser, type Town } from './town.fixture.ts';

// What somebody is granted is remembered between requests, and no request may act on what is remembered wrongly.

async function secretary(t: TestContext) {
  const database = await cloneDatabase();
  const house = await openTown(database);
  t.after(async () => {
    await house.stop();
    await database.drop();
  });
  const administrator = await settledTown(house);
  await administrator.send('POST', `/organisations/${ids.branch}/appointments`, {
    personId: ids.member,
    role: 'secretary',
  });
  const member = await hired(house, administrator, ids.school, ids.member);
  return { database, house, member };
}

const verbs = async (browser: Browser): Promise<string[]> =>
  (await browser.send('GET', '/session')).body.grants.map(({ verb }: { verb: string }) => verb).toSorted();

const all = ['read', 'record-activity', 'tell-assessment'];

const change = (house: Town, set: string, verb: string) =>
  house.sql(`update access_grant set ${set} where person_id = $1 and verb = $2`, [ids.member, verb]);

test('what is granted until a moment ends then, and what is granted from one begins then, without anything being written', async (t) => {
  const { house, member } = await secretary(t);
  assert.deepEqual(await verbs(member), all);
  await change(house, `to_at = from_at + interval '10 minutes'`, 'tell-assessment');
  await change(house, `from_at = from_at + interval '20 minutes'`, 'record-activity');
  assert.deepEqual(await verbs(member), ['read', 'tell-assessment']);
  house.wait(11);
  assert.deepEqual(await verbs(member), ['read']);
  house.wait(10);
  assert.deepEqual(await verbs(member), ['read', 'record-activity']);
  house.wait(-21);
  assert.deepEqual(await verbs(member), ['read', 'tell-assessment']);
});

test('of two changes at once, the one that is committed last is known too', async (t) => {
  const { database, house, member } = await secretary(t);
  assert.deepEqual(await verbs(member), all);
  await withClient(database.superuser(), async (slow) => {
    await slow.query('begin');
    await slow.query(`update access_grant set to_at = from_at where person_id = $1 and verb = 'tell-assessment'`, [
      ids.member,
    ]);
    await change(house, 'to_at = from_at', 'record-activity');
    assert.deepEqual(await verbs(member), ['read', 'tell-assessment']);
    await slow.query('commit');
  });
  assert.deepEqual(await verbs(member), ['read']);
});

test('a node that is renamed is called by its new name at once', async (t) => {
  const { house, member } = await secretary(t);
  await verbs(member);
  await house.sql(`update organisation set name = '实验中学支部' where id = $1`, [ids.branch]);
  const { body } = await member.send('GET', '/session');
  assert.equal(body.grants[0].organisationName, '实验中学支部');
});
