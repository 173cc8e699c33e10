import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listEntries } from '@muster/contract/ledger';
import { listMembers, readPerson } from '@muster/contract/roster';
import { listActivities, readActivity, readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const meeting = {
  kind: 'collective-study',
  topic: '第三专题',
  place: '三楼会议室',
  startsAt: '2026-03-19T14:30:00+08:00',
  endsAt: '2026-03-19T16:30:00+08:00',
};

test('a meeting of fifteen with two absent for different reasons: the sheet, the hours, the ledger, the figures', async () => {
  const secretary = await house.as('secretary');
  const branchId = house.id('SCHOOL-1');
  const home = await secretary.call(readRoll, { params: { branchId } });
  assert.equal(home.roll.length, 15, 'the applicant is on no roll');
  assert.ok(home.mayRecord);
  const absences = [
    { personId: house.id('SCHOOL-1-07'), reason: 'sick' },
    { personId: house.id('SCHOOL-1-12'), reason: 'away' },
  ];
  const recorded = await secretary.call(recordActivity, { params: { branchId }, body: { ...meeting, absences } });
  assert.deepEqual([recorded.present, recorded.onRoll, recorded.minutes], [13, 15, 120]);

  const { activity, sheet, mayVoid } = await secretary.call(readActivity, { params: { activityId: recorded.id } });
  assert.deepEqual([activity.present, activity.onRoll, activity.recordedBy, activity.isLate], [13, 15, '程砚', false]);
  assert.ok(mayVoid);
  assert.deepEqual(
    sheet
      .filter((line) => line.presence === 'absent')
      .map((line) => line.reason ?? '')
      .toSorted((a, b) => a.localeCompare(b)),
    ['away', 'sick'],
  );

  const { hours } = await secretary.call(readRoll, { params: { branchId } });
  assert.equal(hours.filter((member) => member.minutes === 120).length, 13);
  const { entries } = await secretary.call(listEntries, { params: { organisationId: branchId } });
  const entry = entries.find((each) => each.subjectId === recorded.id);
  assert.deepEqual(entry?.summary, { topic: '第三专题', present: 13, onRoll: 15, minutes: 120 });
  assert.equal(entry?.unit?.name, '白鹭镇中心小学');
  assert.equal(entry?.occurredAt, '2026-03-19T08:30:00.000Z');
  const person = await (await house.as('member')).call(readPerson, { params: { personId: house.id('SCHOOL-1-04') } });
  assert.equal(person.stage?.minutes, 120);
  assert.deepEqual(
    person.attendances.map((each) => [each.topic, each.minutes]),
    [['第三专题', 120]],
  );
  assert.equal(person.membership?.unit.name, '白鹭镇中心小学');
  assert.deepEqual(await house.differences(), []);
});

test('a late entry says why, is marked for ever, and the list shows both times', async () => {
  const secretary = await house.as('secretary');
  const params = { branchId: house.id('SCHOOL-1') };
  const body = { ...meeting, startsAt: '2026-03-10T14:30:00+08:00', endsAt: '2026-03-10T16:30:00+08:00', absences: [] };
  assert.equal(await refusalOf(secretary.call(recordActivity, { params, body })), 'late-reason-missing');
  await secretary.call(recordActivity, { params, body: { ...body, lateReason: '当天停电' } });
  const { activities } = await secretary.call(listActivities, { params: { organisationId: house.id('SCHOOL') } });
  const late = activities.find((each) => each.isLate);
  assert.deepEqual([late?.lateReason, late?.startsAt], ['当天停电', '2026-03-10T06:30:00.000Z']);
});

test('a voided meeting stays visible with who and why, and earns nobody hours', async () => {
  const secretary = await house.as('secretary');
  const params = { branchId: house.id('SCHOOL-1') };
  const earlier = await secretary.call(readRoll, { params });
  const again = { ...meeting, absences: [], another: true };
  const { id } = await secretary.call(recordActivity, { params, body: again });
  await secretary.call(voidActivity, { params: { activityId: id }, body: { reason: '重复登记' } });
  const { activity } = await secretary.call(readActivity, { params: { activityId: id } });
  assert.deepEqual([activity.voided?.by, activity.voided?.reason], ['程砚', '重复登记']);
  assert.deepEqual((await secretary.call(readRoll, { params })).hours, earlier.hours);
  assert.equal(
    await refusalOf(secretary.call(voidActivity, { params: { activityId: id }, body: { reason: '再次' } })),
    'activity-voided-already',
  );
  assert.deepEqual(await house.differences(), []);
});

test('in a joint branch each member earns for the own unit', async () => {
  const joint = await house.as('jointSecretary');
  const recorded = await joint.call(recordActivity, {
    params: { branchId: house.id('JOINT-1') },
    body: { ...meeting, absences: [] },
  });
  assert.equal(recorded.onRoll, 21);
  const members = async (unit: string) =>
    (
      await joint.call(listMembers, { params: { organisationId: house.id(unit) }, query: { limit: 200 } })
    ).members.filter((member) => member.minutes === 120).length;
  assert.equal(await members('CLINIC'), 11);
  assert.equal(await members('STATION'), 10);
  assert.deepEqual(await house.differences(), []);
});
