import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeStanding, proposeTransfer } from '@muster/contract/roster';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { gateOf, passCommunity } from './ways-round.fixture.ts';

// Members at the evaluation are what a unit is judged by. Whoever is short of hours and leaves the count is asked by no condition any
// more: both ends see who that is, and how much is missing, until it is made up.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await passCommunity(house);
  house.clock.set(new Date('2026-03-20T10:00:00+08:00'));
});
after(() => house.close());

const name = (code: string) => `党员${code.replaceAll('-', '')}`;
const lackedBy = async (code: string) =>
  (await gateOf(house, 'office', 'SCHOOL')).findings
    .flatMap(({ missing }) => missing)
    .filter(({ personId }) => personId === house.id(code))
    .reduce((most, { minutes }) => Math.max(most, minutes), 0);
const off = async (who: CastName) =>
  (await gateOf(house, who, 'SCHOOL')).cameOff.map((each) => [each.name, each.how, each.lacks]);
const arrived = async (who: CastName, unit = 'COMMUNITY') =>
  (await gateOf(house, who, unit)).arrived.map((each) => [each.name, each.stageCode, each.minutes]);
const transfer = async (code: string, to: string) =>
  (await house.as('town')).call(proposeTransfer, {
    params: { personId: house.id(code) },
    body: { branchId: house.id(to), on: '2026-03-20' },
  });
const standing = async (code: string, becomes: 'applicant' | 'full') =>
  (await house.as('town')).call(changeStanding, {
    params: { personId: house.id(code) },
    body: { standing: becomes, on: '2026-03-20', note: '更正' },
  });
let lacked: number;

test('a member short of hours who goes to a unit past the stage stands on its list, and on that of the unit left, with what is missing', async () => {
  lacked = await lackedBy('SCHOOL-1-07');
  assert.ok(lacked > 0);
  assert.deepEqual(await arrived('office'), []);
  await transfer('SCHOOL-1-07', 'COMMUNITY-1');
  assert.deepEqual(await off('office'), [[name('SCHOOL-1-07'), 'transferred', lacked]]);
  assert.deepEqual(await arrived('office'), [[name('SCHOOL-1-07'), 'study', lacked]]);
  assert.deepEqual(await arrived('communityHead'), [[name('SCHOOL-1-07'), 'study', lacked]], 'hours follow the person');
  assert.deepEqual(await off('head'), [[null, 'transferred', null]], 'the unit left does not see the person any more');
});

test('whoever becomes an applicant, and is short of hours, is listed with what is missing', async () => {
  const short = await lackedBy('SCHOOL-1-05');
  await standing('SCHOOL-1-05', 'applicant');
  assert.ok(short > 0);
  assert.deepEqual((await off('head')).slice(0, 1), [[name('SCHOOL-1-05'), 'applicant', short]]);
  await standing('SCHOOL-1-05', 'full');
  assert.equal(await lackedBy('SCHOOL-1-05'), short, 'a member again, and lacking again');
  assert.deepEqual((await off('head')).slice(0, 1), [[name('SCHOOL-1-05'), 'applicant', short]]);
});

test('whoever was in the unit when it passed, and comes back, did not arrive; nor one with an applicant’s standing', async () => {
  await transfer('COMMUNITY-1-09', 'SCHOOL-1');
  await transfer('COMMUNITY-1-09', 'COMMUNITY-1');
  await standing('SCHOOL-1-08', 'applicant');
  await transfer('SCHOOL-1-08', 'COMMUNITY-1');
  assert.deepEqual(await arrived('office'), [[name('SCHOOL-1-07'), 'study', lacked]]);
});

test('whoever goes back to the unit in the stage is lacking there again, and on no list of the other', async () => {
  await transfer('SCHOOL-1-07', 'SCHOOL-1');
  assert.deepEqual(await arrived('office'), []);
  assert.equal(await lackedBy('SCHOOL-1-07'), lacked);
});
