import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { confirmAssessment, enterCount, listAssessments, openAssessment } from '@muster/contract/assessment';
import { endMembership, proposeTransfer } from '@muster/contract/roster';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

// The members of a unit with a failed vote may be transferred but for the last one, who may leave.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const listed = async (who: CastName, unit: string) =>
  (await house.as(who)).call(listAssessments, { params: { organisationId: house.id(unit) } });

async function move(...codes: readonly string[]): Promise<void> {
  const town = await house.as('town');
  for (const code of codes)
    await town.call(proposeTransfer, {
      params: { personId: house.id(code) },
      body: { branchId: house.id('COMMUNITY-1') },
    });
}

const members = (branch: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${branch}-${String(index + 1).padStart(2, '0')}`);

test('given the vote of a unit failed and every member but the last, who left, went to another, then the other shows it and where it came from', async () => {
  house.clock.set(new Date('2026-03-18T09:00:00+08:00'));
  const { id: assessmentId } = await (
    await house.as('office')
  ).call(openAssessment, { params: { unitId: house.id('SCHOOL') }, body: { heldOn: '2026-03-17' } });
  const body = { member: { ...none, satisfied: 12, dissatisfied: 8 }, representative: none };
  for (const teller of ['clerk', 'secretary'] as const)
    await (await house.as(teller)).call(enterCount, { params: { assessmentId }, body });
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } });

  house.clock.set(new Date('2026-03-19T09:00:00+08:00'));
  await move(...members('SCHOOL-1', 15), ...members('SCHOOL-2', 4));
  assert.deepEqual((await listed('town', 'COMMUNITY')).cameAlong, [], 'one is still there');
  await (
    await house.as('town')
  ).call(endMembership, { params: { personId: house.id('SCHOOL-2-05') }, body: { reason: 'left', on: '2026-03-19' } });
  const vote = {
    id: assessmentId,
    from: { id: house.id('SCHOOL'), name: '白鹭镇中心小学' },
    stageCode: 'study',
    attempt: 1,
    heldOn: '2026-03-17',
    valid: 20,
    dissatisfied: 8,
    came: 19,
  };
  assert.deepEqual((await listed('town', 'COMMUNITY')).cameAlong, [{ ...vote, isInSight: true }]);
  assert.deepEqual((await listed('communityHead', 'COMMUNITY')).cameAlong, [{ ...vote, isInSight: false }]);
  assert.deepEqual((await listed('town', 'SCHOOL')).cameAlong, []);
  assert.deepEqual((await listed('town', 'TOWN')).cameAlong, [], 'it is shown at a unit');
  assert.equal((await listed('town', 'SCHOOL')).assessments.length, 1, 'and stays where it was held');
});
