import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { applyForTransition, returnTransition } from '@muster/contract/gate';
import {
  correctSheet,
  nameLecturer,
  planActivity,
  readActivity,
  recordActivity,
  recordSheet,
  withdrawLecture,
} from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { twoStages, type Heads } from './two-stages.fixture.ts';
import { gateOf } from './ways-round.fixture.ts';

// Whoever comes onto a sheet after somebody was named there has heard the lecture as well as the others, and no other unit is touched by it.

let house: TestHouse;
let heads: Heads;
before(async () => {
  house = await startTestHouse();
  ({ heads } = await twoStages(house));
});
after(() => house.close());

const experts = async (...units: string[]) =>
  Promise.all(
    units.map(
      async (unit) => (await gateOf(house, 'office', unit)).findings.find(({ code }) => code === 'expert')?.num,
    ),
  );
const expert = async (who: CastName, activityId: string) =>
  (
    await (
      await house.as(who)
    ).call(nameLecturer, {
      params: { activityId },
      body: { capacity: 'expert', name: '党校教师' },
    })
  ).id;
const agree = async () => {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
};

test('a unit that was left out while it was judged has it by the correction that adds it', async () => {
  const { judgedHash } = await gateOf(house, 'office', 'STATION');
  const applying = { params: { unitId: house.id('STATION') }, body: { judgedHash } };
  const { id: transitionId } = await heads.STATION.call(applyForTransition, applying);
  const branch = { branchId: house.id('JOINT-1') };
  const { id: activityId } = await heads.CLINIC.call(recordActivity, {
    params: branch,
    body: {
      kind: 'lecture',
      topic: '党课',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [],
    },
  });
  const lectureId = await expert('jointSecretary', activityId);
  assert.deepEqual(await experts('CLINIC', 'STATION'), [1, 0]);
  house.clock.set(new Date(house.clock.now().getTime() + 60_000));
  const team = await house.as('otherTeam');
  await team.call(returnTransition, { params: { transitionId }, body: { reason: '请补' } });
  const { version } = await heads.CLINIC.call(readActivity, { params: { activityId } });
  const body = { version, adds: [house.id('STATION')], reason: '补列', absences: [] };
  await heads.CLINIC.call(correctSheet, { params: { activityId, ...branch }, body });
  assert.deepEqual(await experts('CLINIC', 'STATION'), [1, 1]);
  await agree();
  await heads.CLINIC.call(withdrawLecture, { params: { lectureId }, body: { reason: '记错' } });
  assert.deepEqual(await experts('CLINIC', 'STATION'), [0, 0]);
  await agree();
});

test('a guest whose sheet is written later has it, though its recorder does not see who spoke', async () => {
  const office = await house.as('office');
  const both = { personId: house.id('SCHOOL-1-03'), role: 'secretary' } as const;
  await office.call(appoint, { params: { organisationId: house.id('COUNTY-COMMITTEE') }, body: both });
  const key = () => ({ key: crypto.randomUUID() });
  const { id: planId } = await (
    await house.as('secretary')
  ).call(
    planActivity,
    {
      params: { branchId: house.id('COMMUNITY-1') },
      body: {
        kind: 'lecture',
        topic: '一起上党课',
        startsAt: '2026-03-20T14:00:00+08:00',
        endsAt: '2026-03-20T16:00:00+08:00',
        withBranches: [house.id('JOINT-1')],
      },
    },
    key(),
  );
  house.clock.set(new Date('2026-03-20T16:05:00+08:00'));
  const sheet = async (who: CastName, branch: string) =>
    (await house.as(who)).call(
      recordSheet,
      { params: { planId, branchId: house.id(branch) }, body: { absences: [] } },
      key(),
    );
  const { id: activityId } = await sheet('communityHead', 'COMMUNITY-1');
  await expert('communityHead', activityId);
  assert.deepEqual(await experts('COMMUNITY', 'CLINIC', 'STATION'), [1, 0, 0]);
  await sheet('jointSecretary', 'JOINT-1');
  assert.deepEqual(await experts('COMMUNITY', 'CLINIC', 'STATION', 'SCHOOL'), [1, 1, 1, 0]);
  await agree();
});
