import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { voidActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

// The school has twenty members, fifteen in one branch and five in the other.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  const days = 'measure: study.concentrated-days, hard: true, threshold: at least 2 days, present: 80 %';
  await ownCampaign(house, [condition('days', days)], (yaml) =>
    yaml.replace(/(code: concentrated-training, collective: true)/, '$1, concentrated: true'),
  );
});
after(() => house.close());

const kind = 'concentrated-training';
const numbered = (branch: string, numbers: readonly number[]) =>
  numbers.map((number) => `${branch}-${String(number).padStart(2, '0')}`);
const train = (branch: 'SCHOOL-1' | 'SCHOOL-2', day: string, ill: readonly string[] = []) =>
  meet(house, branch === 'SCHOOL-1' ? 'secretary' : 'secretary2', { branch, day, kind, ill });

async function figure() {
  const { findings } = await (await house.as('office')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  return findings.map(({ verdict, num, presentNum, presentDen }) => [verdict, num, presentNum, presentDen]);
}

test('one person who sits alone for two hours makes no day of training', async () => {
  await train('SCHOOL-1', '2026-03-12', numbered('SCHOOL-1', [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]));
  assert.deepEqual(await figure(), [['not-met', 0, 80, 100]]);
});

test('one branch alone is not the unit, and what the other holds on that day counts together with it', async () => {
  await train('SCHOOL-1', '2026-03-13');
  assert.deepEqual(await figure(), [['not-met', 0, 80, 100]], 'fifteen of twenty');
  const second = await train('SCHOOL-2', '2026-03-13');
  assert.deepEqual(await figure(), [['not-met', 1, 80, 100]]);
  await (
    await house.as('secretary2')
  ).call(voidActivity, { params: { activityId: second }, body: { reason: '记错了' } });
  assert.deepEqual(await figure(), [['not-met', 0, 80, 100]], 'what was voided brought nobody');
  await train('SCHOOL-2', '2026-03-13');
});

test('exactly the share is enough, and one fewer is not', async () => {
  await train('SCHOOL-2', '2026-03-16');
  await train('SCHOOL-1', '2026-03-16', numbered('SCHOOL-1', [2, 3, 4, 5, 6]));
  assert.deepEqual(await figure(), [['not-met', 1, 80, 100]], 'fifteen of twenty');
  await train('SCHOOL-2', '2026-03-17');
  await train('SCHOOL-1', '2026-03-17', numbered('SCHOOL-1', [2, 3, 4, 5]));
  assert.deepEqual(await figure(), [['met', 2, 80, 100]], 'sixteen of twenty');
});

test('the recount from the records counts the same days', async () => {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('a condition that was pinned before a share was asked for goes on counting days with whoever came, in both ways', async () => {
  await withClient(house.database.superuser(), async (superuser) => {
    await superuser.query('set session_replication_role = replica');
    await superuser.query(
      `update stage_condition set present_num = null, present_den = null where condition_code = 'days'`,
    );
    await superuser.query(`insert into rollup_dirty (region_id, participation_id, path, linked)
      select region_id, id, path, linked from participation on conflict do nothing`);
  });
  assert.deepEqual(await figure(), [['met', 4, null, null]]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
