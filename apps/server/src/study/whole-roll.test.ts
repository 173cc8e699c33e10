/** A joint branch has people of units that the clerk of its host does not see: who does not see all of them writes no sheet of them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import { appoint } from '@muster/contract/access';
import {
  correctSheet,
  planActivity,
  readActivity,
  readRoll,
  recordActivities,
  recordActivity,
  recordSheet,
  voidActivity,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';

let house: TestHouse;
let activityId: string;
/** Of the unit that hosts the joint branch, and of nothing else. */
let clerk: Client;
before(async () => {
  house = await startTestHouse();
  const { personId } = await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('CLINIC') },
    body: { personName: '外聘文书', role: 'clerk' },
  });
  await house.account(personId, 'clinic-clerk');
  clerk = await house.signedIn('clinic-clerk');
  activityId = await meet(house, 'jointSecretary', { branch: 'JOINT-1', day: '2026-03-17', ill: ['STATION-02'] });
});
after(() => house.close());

const key = () => ({ key: crypto.randomUUID() });
const branch = () => ({ branchId: house.id('JOINT-1') });
const on = (day: string) => ({
  kind: 'collective-study',
  topic: `${day} 日的学习`,
  startsAt: `2026-03-${day}T14:00:00+08:00`,
  endsAt: `2026-03-${day}T16:00:00+08:00`,
});
const held = (day: string) => ({ ...on(day), absences: [], lateReason: '补记' });

test('the host’s clerk plans for the branch, and writes no sheet on which the guests’ people would be missing', async () => {
  const { id: planId } = await clerk.call(planActivity, { params: branch(), body: on('24') }, key());
  const sheet = { held: on('18'), absences: [], lateReason: '补记' };
  for (const send of [
    () => clerk.call(recordActivity, { params: branch(), body: held('18') }, key()),
    () => clerk.call(recordSheet, { params: { planId, ...branch() }, body: sheet }, key()),
  ])
    assert.equal(await refusalOf(send()), 'roll-partly-seen');
  const params = { organisationId: house.id('JOINT-1') };
  const meetings = [{ ...branch(), ...held('18') }];
  const all = clerk.call(recordActivities, { params, body: { meetings } }, key());
  assert.equal(await refusalOf(all), 'meetings-refused');
  const roll = await clerk.call(readRoll, { params: branch() });
  assert.deepEqual([roll.roll.length, roll.mayRecord, roll.isPartlySeen], [11, false, true]);
});

test('nor corrects or voids one, which would take it from those alone whom the clerk sees', async () => {
  const absent = [{ personId: house.id('CLINIC-03'), reason: 'sick' }];
  const body = { version: 1, absences: absent, reason: '漏点' };
  const corrected = clerk.call(correctSheet, { params: { activityId, ...branch() }, body });
  assert.equal(await refusalOf(corrected), 'roll-partly-seen');
  const voided = clerk.call(voidActivity, { params: { activityId }, body: { reason: '重复' } });
  assert.equal(await refusalOf(voided), 'roll-partly-seen');
  const seen = async (by: Client) => {
    const { mayCorrect, mayVoid, isPartlySeen, sheet } = await by.call(readActivity, { params: { activityId } });
    return { mayCorrect, mayVoid, isPartlySeen, lines: sheet.length };
  };
  assert.deepEqual(await seen(clerk), { mayCorrect: false, mayVoid: false, isPartlySeen: true, lines: 11 });
  const secretary = await seen(await house.as('jointSecretary'));
  assert.deepEqual(secretary, { mayCorrect: true, mayVoid: true, isPartlySeen: false, lines: 21 });
});

test('the branch’s secretary sees them all, and does', async () => {
  const secretary = await house.as('jointSecretary');
  assert.equal((await secretary.call(readRoll, { params: branch() })).isPartlySeen, false);
  await secretary.call(recordActivity, { params: branch(), body: held('18') }, key());
  const body = { version: 1, absences: [], reason: '漏点' };
  await secretary.call(correctSheet, { params: { activityId, ...branch() }, body });
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '重复' } });
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
