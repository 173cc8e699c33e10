/** The same time earns a member nothing twice, whatever way the second record of it comes about. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGate } from '@muster/contract/gate';
import { proposeTransfer, readPerson } from '@muster/contract/roster';
import { readOverview } from '@muster/contract/rollup';
import { correctSheet, listActivities, readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

interface Meeting {
  readonly kind?: string;
  readonly absences?: { personId: string; reason: string }[];
  readonly another?: boolean;
  readonly branch?: string;
  readonly who?: CastName;
}

/** Of a day of March, from and to a time of a day; an end before the beginning is of the next day. */
async function meet(day: number, from: string, to: string, more: Meeting = {}): Promise<string> {
  const { branch = 'SCHOOL-1', who = 'secretary', kind = 'collective-study', absences = [], another } = more;
  const on = (of: number, time: string) => `2026-03-${String(of).padStart(2, '0')}T${time}:00+08:00`;
  const body = {
    kind,
    topic: `${day} ${from}`,
    startsAt: on(day, from),
    endsAt: on(to < from ? day + 1 : day, to),
    absences,
    lateReason: '补记',
    ...(another !== undefined && { another }),
  };
  const params = { branchId: house.id(branch) };
  return (await (await house.as(who)).call(recordActivity, { params, body })).id;
}

const takeBack = async (...ids: string[]) => {
  const secretary = await house.as('secretary');
  for (const activityId of ids)
    await secretary.call(voidActivity, { params: { activityId }, body: { reason: '重复登记' } });
};

async function hoursOf(code: string, who: CastName = 'head'): Promise<readonly [number, number, number] | undefined> {
  const { stage } = await (await house.as(who)).call(readPerson, { params: { personId: house.id(code) } });
  return stage === null ? undefined : [stage.minutes, stage.collectiveMinutes, stage.elsewhereMinutes];
}

/** Whoever reaches four hours, as the gate and as the standing of the unit have it. */
async function reached(): Promise<readonly unknown[]> {
  const head = await house.as('head');
  const { findings } = await head.call(readGate, { params: { unitId: house.id('SCHOOL') } });
  const hours = findings.find(({ code }) => code === 'hours');
  await house.fold();
  const overview = await head.call(readOverview, { params: { organisationId: house.id('SCHOOL') } });
  assert.deepEqual(await house.differences(), []);
  return [hours?.num, hours?.den, overview.conditions.find(({ code }) => code === 'hours')?.met];
}

test('one meeting that is entered twelve times earns two hours, and the condition is as far as it was', async () => {
  const first = await meet(19, '14:00', '16:00');
  assert.deepEqual(await reached(), [0, 20, 0]);
  const copies: string[] = [];
  for (let copy = 1; copy < 12; copy += 1) copies.push(await meet(19, '14:00', '16:00', { another: true }));
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [120, 120, 0]);
  assert.deepEqual(await reached(), [0, 20, 0]);
  await takeBack(first, ...copies);
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [0, 0, 0]);
});

test('the same kind at the same time is asked about once more; another kind, another minute or a voided one is not', async () => {
  const first = await meet(19, '14:00', '16:00');
  assert.equal(await refusalOf(meet(19, '14:00', '16:00')), 'meeting-recorded-already');
  const others = [
    await meet(19, '14:00', '16:00', { kind: 'lecture' }),
    await meet(19, '14:00', '16:01'),
    await meet(19, '14:00', '16:00', { another: true }),
  ];
  const listed = await (await house.as('secretary')).call(readRoll, { params: { branchId: house.id('SCHOOL-1') } });
  assert.deepEqual(new Set(listed.held.map(({ id }) => id)), new Set([first, ...others]));
  await takeBack(first, ...others);
  await takeBack(await meet(19, '14:00', '16:00'));
});

test('of two that are sent at the same moment one is asked about', async () => {
  const outcomes = await Promise.allSettled([meet(19, '08:00', '10:00'), meet(19, '08:00', '10:00')]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const different = await Promise.all([meet(19, '08:30', '10:30'), meet(19, '09:00', '11:00')]);
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [180, 180, 0]);
  await takeBack(...different, ...outcomes.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])));
});

test('meetings end to end earn their whole length each; one minute of both earns one less', async () => {
  const [first, second] = [await meet(18, '09:00', '11:00'), await meet(18, '11:00', '13:00')];
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [240, 240, 0]);
  assert.deepEqual(await reached(), [15, 20, 0]);
  const third = await meet(18, '12:59', '14:59');
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [359, 359, 0]);
  await takeBack(first, second, third);
});

test('a meeting over midnight and one of the next day share what they share', async () => {
  const ids = [await meet(17, '22:30', '01:30'), await meet(18, '00:30', '02:30')];
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [240, 240, 0]);
  await takeBack(...ids);
});

test('of the collective hours the same: a visit at home at that time takes nothing from them and adds nothing to the sum', async () => {
  const ids = [await meet(18, '08:00', '12:00', { kind: 'lesson-at-home' }), await meet(18, '09:00', '11:00')];
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [240, 120, 0]);
  ids.push(await meet(18, '10:00', '13:00', { kind: 'lecture' }));
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [300, 240, 0]);
  await takeBack(...ids);
});

test('who takes back one of two gets the time of the other again, and a correction moves it', async () => {
  const [long, short] = [await meet(18, '08:00', '12:00'), await meet(18, '09:00', '11:30')];
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [240, 240, 0]);
  const absences = [{ personId: house.id('SCHOOL-1-04'), reason: 'sick' }];
  const params = { activityId: long, branchId: house.id('SCHOOL-1') };
  const secretary = await house.as('secretary');
  await secretary.call(correctSheet, { params, body: { version: 1, absences, reason: '生病' } });
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [150, 150, 0], 'was at the short one all the same');
  assert.deepEqual(await hoursOf('SCHOOL-1-05'), [240, 240, 0]);
  await secretary.call(correctSheet, { params, body: { version: 2, absences: [], reason: '更正' } });
  assert.deepEqual(await hoursOf('SCHOOL-1-04'), [240, 240, 0]);
  await takeBack(long);
  assert.deepEqual(await hoursOf('SCHOOL-1-05'), [150, 150, 0]);
  // A wrong time is mended by voiding and entering anew.
  const later = await meet(18, '11:00', '13:00');
  assert.deepEqual(await hoursOf('SCHOOL-1-05'), [240, 240, 0]);
  await takeBack(short, later);
});

test('each meeting on the page of a member says what it earned', async () => {
  const ids = [await meet(18, '09:00', '11:00'), await meet(18, '10:00', '12:00'), await meet(18, '09:30', '12:30')];
  await takeBack(...ids.slice(0, 1));
  const { attendances, stage } = await (
    await house.as('member')
  ).call(readPerson, { params: { personId: house.id('SCHOOL-1-04') } });
  const mine = attendances.filter(({ activityId }) => ids.includes(activityId));
  const of = new Map(mine.map(({ activityId, minutes, credited }) => [activityId, [minutes, credited]]));
  assert.deepEqual(
    ids.map((id) => of.get(id)),
    [
      [120, 0],
      [120, 0],
      [180, 180],
    ],
  );
  assert.equal(stage?.minutes, 180);
  await takeBack(...ids.slice(1));
});

test('whoever changes the branch on the day earns the time once, wherever it is recorded', async () => {
  const ids = [await meet(18, '09:00', '11:00')];
  const body = { branchId: house.id('COMMUNITY-1'), on: '2026-03-18' };
  await (await house.as('town')).call(proposeTransfer, { params: { personId: house.id('SCHOOL-1-04') }, body });
  await meet(18, '10:00', '12:00', { branch: 'COMMUNITY-1', who: 'communityHead' });
  assert.deepEqual(await hoursOf('SCHOOL-1-04', 'communityHead'), [180, 180, 120]);
  await takeBack(...ids);
  assert.deepEqual(await hoursOf('SCHOOL-1-04', 'communityHead'), [120, 120, 0]);
  assert.deepEqual(await house.differences(), []);
});

test('in a joint branch the members of each unit earn it once', async () => {
  const as = { branch: 'JOINT-1', who: 'jointSecretary' } as const;
  await meet(18, '09:00', '11:00', as);
  await meet(18, '10:00', '13:00', as);
  const joint = await house.as('jointSecretary');
  const { hours } = await joint.call(readRoll, { params: { branchId: house.id('JOINT-1') } });
  assert.deepEqual(new Set(hours.map(({ minutes }) => minutes)), new Set([240]));
  for (const unit of ['CLINIC', 'STATION']) {
    const { findings } = await (await house.as('office')).call(readGate, { params: { unitId: house.id(unit) } });
    const found = findings.find(({ code }) => code === 'hours');
    assert.equal(found?.num, found?.den);
  }
  const { activities } = await joint.call(listActivities, { params: { organisationId: house.id('JOINT-1') } });
  assert.equal(activities.length, 2, 'both stay as they were recorded');
});
