import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readOverview } from '@muster/contract/rollup';
import { listActivities, recordActivity, voidActivity } from '@muster/contract/study';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const meetingOn = (day: string) => ({
  kind: 'collective-study',
  topic: '联合学习',
  startsAt: `${day}T14:00:00+08:00`,
  endsAt: `${day}T16:00:00+08:00`,
  absences: [],
});

async function unitsWithHours(): Promise<number | undefined> {
  await house.fold();
  const office = await house.as('office');
  const { conditions } = await office.call(readOverview, { params: { organisationId: house.id('OTHER-TOWN') } });
  return conditions.find((condition) => condition.code === 'hours')?.met;
}

test('a meeting of a joint branch counts for every unit that it serves, and so does taking it back', async () => {
  const secretary = await house.as('jointSecretary');
  const hold = (day: string) =>
    secretary.call(recordActivity, { params: { branchId: house.id('JOINT-1') }, body: meetingOn(day) });
  await hold('2026-03-18');
  assert.equal(await unitsWithHours(), 0);
  const { id } = await hold('2026-03-19');
  assert.equal(await unitsWithHours(), 2);
  assert.deepEqual(await house.differences(), []);
  for (const unit of ['CLINIC', 'STATION']) {
    for (const role of ['office', 'otherTown'] as const) {
      const { activities } = await (
        await house.as(role)
      ).call(listActivities, { params: { organisationId: house.id(unit) }, query: {} });
      assert.deepEqual(
        activities.map(({ topic, present }) => [topic, present]),
        [
          ['联合学习', 21],
          ['联合学习', 21],
        ],
        `${role} ${unit}`,
      );
    }
  }
  await secretary.call(voidActivity, { params: { activityId: id }, body: { reason: '重复' } });
  assert.equal(await unitsWithHours(), 0);
  assert.deepEqual(await house.differences(), []);
});
