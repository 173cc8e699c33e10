import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mergeOrganisation } from '@muster/contract/organisation';
import { changeStanding, findDestinations, proposeTransfer } from '@muster/contract/roster';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, gateOf, vote } from './ways-round.fixture.ts';

// A way round that no rule stops is at least seen: the count that shrinks and grows back, the verdict that flips after the application.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
});
after(() => house.close());

test('an office that makes a member an applicant, and a member again, is seen by name on the page of the gate', async () => {
  const town = await house.as('town');
  const params = { personId: house.id('SCHOOL-1-05') };
  const change = (standing: 'applicant' | 'full') =>
    town.call(changeStanding, { params, body: { standing, on: '2026-03-20', note: '更正' } });
  await change('applicant');
  const seen = async () =>
    (await gateOf(house, 'head', 'SCHOOL')).cameOff.map(({ name, how, on, isBack }) => [name, how, on, isBack]);
  assert.deepEqual(await seen(), [['党员SCHOOL105', 'applicant', '2026-03-20', false]]);
  await change('full');
  assert.deepEqual(await seen(), [['党员SCHOOL105', 'applicant', '2026-03-20', true]]);
});

test('somebody who comes off twice stands on the page once, by the last time', async () => {
  const town = await house.as('town');
  const params = { personId: house.id('SCHOOL-1-06') };
  const change = (standing: 'applicant' | 'full', on: string) =>
    town.call(changeStanding, { params, body: { standing, on, note: '更正' } });
  await change('applicant', '2026-03-18');
  await change('full', '2026-03-19');
  await change('applicant', '2026-03-20');
  await change('full', '2026-03-20');
  const { cameOff } = await gateOf(house, 'head', 'SCHOOL');
  const own = cameOff.filter(({ name }) => name === '党员SCHOOL106');
  assert.deepEqual(
    own.map(({ on, isBack }) => [on, isBack]),
    [['2026-03-20', true]],
  );
});

test('somebody without hours who joins after the application flips a verdict, and the page says which', async () => {
  await vote(house, 0, 90);
  await apply(house, 'communityHead', 'COMMUNITY');
  assert.deepEqual((await gateOf(house, 'team', 'COMMUNITY')).flipped, []);
  const town = await house.as('town');
  const params = { personId: house.id('SCHOOL-1-07') };
  const { branches } = await town.call(findDestinations, { params, query: { text: '明湖社区党支部' } });
  assert.deepEqual(
    branches.flatMap(({ units }) => units.map(({ id, isJudged }) => [id, isJudged])),
    [[house.id('COMMUNITY'), true]],
  );
  await town.call(proposeTransfer, { params, body: { branchId: house.id('COMMUNITY-1'), on: '2026-03-20' } });
  assert.deepEqual((await gateOf(house, 'team', 'COMMUNITY')).flipped, [{ code: 'hours', was: 'met' }]);
  // Nothing is recorded until the application is decided or returned, and no act is offered that would be refused.
  const { findings } = await gateOf(house, 'communityHead', 'COMMUNITY');
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict === 'not-met').map(({ code, act }) => [code, act.kind, act.mayDo]),
    [['hours', 'record-activity', false]],
  );
  const { cameOff } = await gateOf(house, 'office', 'SCHOOL');
  assert.deepEqual(
    cameOff.map(({ name, how }) => [name, how]),
    [
      ['党员SCHOOL105', 'applicant'],
      ['党员SCHOOL106', 'applicant'],
      ['党员SCHOOL107', 'transferred'],
    ],
  );
});

test('somebody whose branch was merged and who was then transferred on reads as transferred, and where to', async () => {
  const office = await house.as('office');
  const off = async (who: CastName) =>
    (await gateOf(house, who, 'SCHOOL')).cameOff.map(({ name, how, to }) => [name, how, to]);
  const earlier = await off('office');
  await office.call(mergeOrganisation, {
    params: { organisationId: house.id('SCHOOL-2') },
    body: { intoId: house.id('SCHOOL-1'), on: '2026-03-20', reason: '合并' },
  });
  assert.deepEqual(await off('office'), earlier, 'who only changed the branch within the unit came off nothing');
  await office.call(proposeTransfer, {
    params: { personId: house.id('SCHOOL-2-03') },
    body: { branchId: house.id('COMMUNITY-1'), on: '2026-03-20' },
  });
  const transferred = [
    ['党员SCHOOL107', 'transferred', '明湖社区'],
    ['党员SCHOOL203', 'transferred', '明湖社区'],
  ];
  assert.deepEqual((await off('office')).slice(2), transferred);
  assert.deepEqual(
    (await off('head')).filter(([, , to]) => to !== null),
    transferred.map(([, how, to]) => [null, how, to]),
    'the unit that gave them away knows where to, and sees them no longer',
  );
});
