import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refused } from '@muster/client';
import { mergeOrganisation, readChangeEffects } from '@muster/contract/organisation';
import { listFindings, recordFinding } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, decide, endorse, gateOf, mend, stoppedBy, vote } from './ways-round.fixture.ts';

// A unit that has to mend something does not go on as another.

let house: TestHouse;
let orderId: string;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 1, 90);
  const id = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', id);
  await decide(house, 'office', id, '笔记没有抽查');
  const { earlier } = await gateOf(house, 'communityHead', 'COMMUNITY');
  orderId = earlier.at(-1)?.order?.id ?? '';
});
after(() => house.close());

const merge = async () =>
  (await house.as('office')).call(mergeOrganisation, {
    params: { organisationId: house.id('COMMUNITY') },
    body: { intoId: house.id('SCHOOL'), on: '2026-03-20', reason: '合并' },
  });
const effects = async () =>
  (await house.as('office')).call(readChangeEffects, { params: { organisationId: house.id('COMMUNITY') } });
const written = (columns: string) => `update organisation set ${columns} where code = 'COMMUNITY'`;
const ways = [
  written(`closed_on = '2026-03-20', closed_reason = '合并', merged_into = '${crypto.randomUUID()}'`),
  written(`closed_on = '2026-03-20', closed_reason = '撤销'`),
];

test('a unit that was refused is not merged into another while what it was ordered to mend is not verified, and whoever tries is told what it is', async () => {
  const problem = await merge().then(
    () => assert.fail('it was merged'),
    (error: unknown) => (error instanceof Refused ? error.problem : assert.fail(String(error))),
  );
  const params = { orders: 1, order: orderId, owed: '笔记没有抽查', dueOn: '2026-04-30' };
  assert.deepEqual([problem.code, problem.params], ['orders-not-verified', params]);
  const { openOrders, firstOrder } = await effects();
  const first = { id: orderId, text: '笔记没有抽查', dueOn: '2026-04-30' };
  assert.deepEqual([openOrders, firstOrder], [1, first], 'it is said beforehand');
});

test('nor is it written into the database that it was merged, or closed once everybody was transferred', async () => {
  for (const way of ways) assert.equal(await stoppedBy(house, way), 'organisation__orders_verified', way);
});

test('nor with an order of the team that is open, answered by nobody', async () => {
  await mend(house, orderId);
  assert.equal((await effects()).firstOrder, null);
  const params = { unitId: house.id('COMMUNITY') };
  const order = { text: '补齐签到', dueOn: '2026-03-25' };
  const team = await house.as('team');
  await team.call(recordFinding, { params, body: { code: null, text: '签到不全', order } });
  assert.equal(await refusalOf(merge()), 'orders-not-verified');
  for (const way of ways) assert.equal(await stoppedBy(house, way), 'organisation__orders_verified', way);
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('COMMUNITY') } });
  const teams = findings.flatMap(({ orders }) => orders).find(({ id }) => id !== orderId);
  await mend(house, teams?.id ?? '');
});

test('once every order is verified it is merged', async () => {
  await merge();
  const ended = await asOwner<{ ended: boolean }>(
    house,
    `select ended_at is not null as ended from participation where unit_id = '${house.id('COMMUNITY')}'`,
  );
  assert.deepEqual(ended, [{ ended: true }]);
  assert.deepEqual(await house.differences(), []);
});
