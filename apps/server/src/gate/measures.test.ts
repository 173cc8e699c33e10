import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { voidActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await ownCampaign(house, [
    condition(
      'lectures',
      'measure: study.sessions-held, activity: lecture, hard: true, threshold: at least 2 sessions',
    ),
    condition('film', 'measure: study.sessions-held, activity: film, hard: false, threshold: at least 1 session'),
    condition('present', 'measure: study.attendance, hard: true, threshold: at least 90 %'),
  ]);
});
after(() => house.close());

async function figures(unit: string) {
  const { findings } = await (await house.as('office')).call(readGate, { params: { unitId: house.id(unit) } });
  return findings.map(({ code, verdict, num, den }) => [code, verdict, num, den]);
}

test('before anything was held no lecture is counted and nobody was expected', async () => {
  assert.deepEqual(await figures('SCHOOL'), [
    ['lectures', 'not-met', 0, 1],
    ['film', 'not-met', 0, 1],
    ['present', 'waiting', null, null],
  ]);
});

test('activities count by kind for the unit whose members took part, and attendance is present of expected', async () => {
  const ill = ['SCHOOL-1-05', 'SCHOOL-1-06'];
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-16', kind: 'lecture', ill });
  const second = await meet(house, 'secretary2', { branch: 'SCHOOL-2', day: '2026-03-17', kind: 'lecture' });
  assert.deepEqual(await figures('SCHOOL'), [
    ['lectures', 'met', 2, 1],
    ['film', 'not-met', 0, 1],
    ['present', 'met', 18, 20],
  ]);
  assert.deepEqual((await figures('COMMUNITY'))[0], ['lectures', 'not-met', 0, 1]);
  await (
    await house.as('secretary2')
  ).call(voidActivity, { params: { activityId: second }, body: { reason: '记错了' } });
  assert.deepEqual(await figures('SCHOOL'), [
    ['lectures', 'not-met', 1, 1],
    ['film', 'not-met', 0, 1],
    ['present', 'not-met', 13, 15],
  ]);
});

test('the standings of overviews and the recount from the records agree with the gate', async () => {
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18', kind: 'film' });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('what is missing of a kind of activity is recorded by the branch, and whose it is is named', async () => {
  const head = await house.as('secretary');
  const { findings } = await head.call(readGate, { params: { unitId: house.id('SCHOOL') } });
  const [lectures] = findings;
  assert.deepEqual([lectures?.act.kind, lectures?.act.mayDo], ['record-activity', true]);
  assert.ok(lectures?.whose.some(({ role }) => role === 'secretary'));
});

test('a figure is told only to whom the unit is shown', async () => {
  await withClient(house.database.connection('app'), async (client) => {
    const [there, elsewhere] = await withClient(house.database.superuser(), async (superuser) => {
      const { rows } = await superuser.query<{ id: string; path: string }>(
        `select p.id, p.path::text from participation p
           join campaign c on c.id = p.campaign_id join playbook d on d.id = c.playbook_id and d.code = '2005-own' where p.unit_id = any ($1) order by p.unit_id = $2 desc, p.id`,
        [[house.id('SCHOOL'), house.id('COMMUNITY')], house.id('SCHOOL')],
      );
      return [rows[0], rows.at(-1)];
    });
    const ask = async (id: string) => {
      await client.query('begin');
      await client.query(`select muster_scope(array[$1], null)`, [there?.path]);
      try {
        return await client.query(`select * from gate_measures(array[0], array[$1::uuid], 'study')`, [id]);
      } finally {
        await client.query('rollback');
      }
    };
    assert.equal((await ask(there?.id ?? '')).rows.length, 3);
    await assert.rejects(ask(elsewhere?.id ?? ''), { code: '42501' });
    await assert.rejects(client.query(`select study_measures(array[0], array[$1::uuid], 'study')`, [there?.id]), {
      code: '42501',
    });
  });
});
