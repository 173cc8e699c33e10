import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answerOrder, listFindings, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { asOwner, gateOf, verdicts } from './ways-round.fixture.ts';

// Orders to correct as a hard condition: those verified of those issued.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await ownCampaign(house, [
    condition('orders', 'measure: supervision.orders-closed, hard: true, threshold: at least 100 %'),
  ]);
});
after(() => house.close());

const orders = async () => {
  const [found] = (await gateOf(house, 'clerk', 'SCHOOL')).findings;
  return [found?.num, found?.den, found?.verdict];
};
const unmet = () =>
  asOwner<{ codes: string[] }>(
    house,
    `with everywhere as materialized (select set_config('muster.scope', '*', false))
     select gate_unmet_hard(p.region_id, p.id, 'study') as codes from everywhere, participation p
      join stage_condition c on c.participation_id = p.id and c.measure = 'supervision.orders-closed' where p.unit_id = '${house.id('SCHOOL')}'`,
  );

test('given no order, then all are closed; an order that is open, answered or sent back is not', async () => {
  assert.deepEqual(await orders(), [0, 0, 'met']);
  assert.deepEqual(await unmet(), [{ codes: [] }], 'to the database, too');
  const [team, clerk] = [await house.as('team'), await house.as('clerk')];
  const order = { text: '补齐签到', dueOn: '2026-03-25' };
  const unit = { unitId: house.id('SCHOOL') };
  await team.call(recordFinding, { params: unit, body: { code: null, text: '签到不全', order } });
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } });
  const orderId = findings[0]?.orders[0]?.id ?? '';
  assert.deepEqual(await orders(), [0, 1, 'not-met']);
  assert.deepEqual(await unmet(), [{ codes: ['orders'] }]);
  await house.fold();
  assert.deepEqual(await house.differences(), [], 'the figures above follow the order');
  const { act } = (await gateOf(house, 'clerk', 'SCHOOL')).findings[0] ?? assert.fail();
  assert.deepEqual(act, { kind: 'close-orders', targetId: house.id('SCHOOL'), mayDo: true });
  const answer = async () =>
    (await clerk.call(answerOrder, { params: { orderId }, body: { text: '已补', file: null } })).id;
  const first = await answer();
  assert.deepEqual(await orders(), [0, 1, 'not-met']);
  await team.call(verifyOrder, { params: { answerId: first }, body: { outcome: 'returned', note: '还缺' } });
  assert.deepEqual(await orders(), [0, 1, 'not-met']);
  await team.call(verifyOrder, { params: { answerId: await answer() }, body: { outcome: 'verified', note: null } });
  assert.deepEqual(await orders(), [1, 1, 'met']);
  assert.deepEqual(await verdicts(house, 'SCHOOL'), ['orders met']);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
