import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { returnTransition } from '@muster/contract/gate';
import {
  changePlan,
  handInNote,
  listPlans,
  logSelfStudy,
  nameReadings,
  planActivity,
  readPlan,
  recordSheet,
  tickReadings,
  voidActivity,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, stoppedBy, vote } from './ways-round.fixture.ts';

// What a stage is judged by stands from the application on: whoever writes, whatever it is.

let house: TestHouse;
let activityId: string;
let transitionId: string;
before(async () => {
  house = await startTestHouse();
  activityId = await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' });
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18' });
  await vote(house, 9, 82);
  assert.equal(await refusalOf(tick('communityClerk', ['reader'])), null);
  transitionId = await apply(house, 'communityHead', 'COMMUNITY');
});
after(() => house.close());

const own = () => ({ personId: house.id('COMMUNITY-1-02') });
const tick = async (who: CastName, pieces: string[], read = true) =>
  (await house.as(who)).call(tickReadings, { params: own(), body: { pieces, read } });
const note = async (who: CastName) =>
  (await house.as(who)).call(handInNote, {
    params: own(),
    body: { writing: 'study-notes', text: '对照自己写了两条。', file: null },
  });
const log = { on: '2026-03-20', minutes: 30, subject: '读本', lateReason: null };

test('while an application is open nothing is read, written, logged or corrected, by the member or for the member', async () => {
  for (const who of ['communityClerk', 'communityHead'] as const) {
    assert.equal(await refusalOf(note(who)), 'evidence-window-closed', who);
    assert.equal(await refusalOf(tick(who, ['constitution/members'])), 'evidence-window-closed', who);
    assert.equal(await refusalOf(tick(who, ['reader'], false)), 'evidence-window-closed', who);
    const logged = (await house.as(who)).call(logSelfStudy, { params: own(), body: log });
    assert.equal(await refusalOf(logged), 'evidence-window-closed', who);
  }
  const head = await house.as('communityHead');
  const named = head.call(nameReadings, { params: { activityId }, body: { pieces: ['reader'], read: true } });
  assert.equal(await refusalOf(named), 'evidence-window-closed');
  const voided = head.call(voidActivity, { params: { activityId }, body: { reason: '记错' } });
  assert.equal(await refusalOf(voided), 'evidence-window-closed');
});

test('nor does a statement write it', async () => {
  const another = `insert into reading select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid(), 'piece', 'other',
    'recorded_at', clock_timestamp()))).* from reading r where person_id = $1 limit 1`;
  assert.equal(await stoppedBy(house, another, [house.id('COMMUNITY-1-02')]), 'reading__evidence_open');
});

test('what comes after the decision is planned meanwhile; the plan says that its sheet waits, and so it does', async () => {
  const head = await house.as('communityHead');
  const branchId = house.id('COMMUNITY-1');
  const meeting = (topic: string) => ({
    kind: 'collective-study',
    topic,
    startsAt: '2026-03-20T14:00:00+08:00',
    endsAt: '2026-03-20T16:00:00+08:00',
  });
  const { id: planId } = await head.call(
    planActivity,
    { params: { branchId }, body: { ...meeting('转段以后'), withBranches: [] } },
    { key: crypto.randomUUID() },
  );
  await head.call(changePlan, { params: { planId }, body: meeting('转段以后的学习') });
  const said = async () => {
    const at = await Promise.all(
      (['COMMUNITY', 'COMMUNITY-1'] as const).map((code) =>
        head.call(listPlans, { params: { organisationId: house.id(code) } }),
      ),
    );
    const { plan } = await head.call(readPlan, { params: { planId } });
    return [...at.map(({ isJudged }) => isJudged), ...plan.branches.map(({ isJudged }) => isJudged)];
  };
  assert.deepEqual(await said(), [true, true, true]);
  house.clock.set(new Date('2026-03-20T16:05:00+08:00'));
  const hand = () =>
    head.call(recordSheet, { params: { planId, branchId }, body: { absences: [] } }, { key: crypto.randomUUID() });
  assert.equal(await refusalOf(hand()), 'evidence-window-closed');
  const elsewhere = await (
    await house.as('secretary')
  ).call(listPlans, { params: { organisationId: house.id('SCHOOL-1') } });
  assert.equal(elsewhere.isJudged, false);
  await (await house.as('team')).call(returnTransition, { params: { transitionId }, body: { reason: '材料不全' } });
  assert.deepEqual(await said(), [false, false, false]);
  assert.equal(await refusalOf(hand()), null);
});

test('once it is returned all of it is taken again', async () => {
  assert.equal(await refusalOf(note('communityClerk')), null);
  assert.equal(await refusalOf(tick('communityClerk', ['constitution/members'])), null);
});
