import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint, endAppointment, listAppointments } from '@muster/contract/access';
import { listOwed } from '@muster/contract/obligation';
import {
  correctSheet,
  handInScript,
  listLectures,
  nameLecturer,
  planActivity,
  recordActivity,
  recordSheet,
  voidActivity,
  withdrawLecture,
} from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const hold = async (
  kind: string,
  day: string,
  absences: { personId: string; reason: string }[] = [],
  lecturers: { capacity: 'head'; personId: string }[] = [],
) =>
  (await house.as('secretary')).call(recordActivity, {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind,
      topic: '不忘宗旨',
      startsAt: `${day}T14:30:00+08:00`,
      endsAt: `${day}T16:30:00+08:00`,
      absences,
      lecturers,
      lateReason: '补录',
    },
  });
const headOfSchool = async () => {
  const { appointments } = await (
    await house.as('office')
  ).call(listAppointments, {
    params: { organisationId: house.id('SCHOOL') },
  });
  const held = appointments.find(({ role, toOn }) => role === 'head' && toOn === null);
  assert.ok(held);
  return held;
};
/** The lectures owed at the school, each with who owes it and how it stands. */
const owed = async (who: CastName = 'office') => {
  const { owed: found } = await (
    await house.as(who)
  ).call(listOwed, {
    params: { organisationId: house.id('SCHOOL') },
    query: { kind: 'lecture', state: 'all' },
  });
  return found.map(({ person, standing }) => `${person?.name} ${standing}`);
};
const name = async (
  activityId: string,
  body: { capacity: 'head' | 'expert' | 'leader'; personId?: string; name?: string },
) => (await house.as('secretary')).call(nameLecturer, { params: { activityId }, body });
const script = { text: '一、为什么学……', file: null, isOwn: true };

test('a head owes the lecture of heads from the day the stage opens, on the own to-do and listed above', async () => {
  const { person } = await headOfSchool();
  assert.deepEqual(await owed(), [`${person.name} open`]);
  assert.deepEqual(await owed('head'), [`${person.name} open`]);
});

test('it is given when the head has spoken and says of the script that it is the own one', async () => {
  const { person } = await headOfSchool();
  const { id: activityId } = await hold('lecture', '2026-03-19');
  const { candidates, mayName } = await (await house.as('secretary')).call(listLectures, { params: { activityId } });
  assert.ok(mayName);
  assert.deepEqual(candidates.find(({ personId }) => personId === person.id)?.offices, ['head']);
  const { id: lectureId } = await name(activityId, { capacity: 'head', personId: person.id });
  assert.equal(await refusalOf(name(activityId, { capacity: 'head', personId: person.id })), 'lecturer-named-twice');
  assert.deepEqual(await owed(), [`${person.name} open`], 'without a script of one’s own it is not given');

  const bySecretary = (await house.as('secretary')).call(handInScript, { params: { lectureId }, body: script });
  assert.equal(await refusalOf(bySecretary), 'only-the-lecturer-says');
  const head = await house.as('head');
  await head.call(handInScript, { params: { lectureId }, body: script });
  assert.deepEqual(await owed(), [`${person.name} discharged`]);
  const { lectures } = await head.call(listLectures, { params: { activityId } });
  assert.deepEqual(
    lectures.map((lecture) => [lecture.capacity, lecture.name, lecture.script?.version, lecture.script?.isOwn]),
    [['head', person.name, 1, true]],
  );

  const secretary = await house.as('secretary');
  await secretary.call(withdrawLecture, { params: { lectureId }, body: { reason: '登记错了' } });
  assert.deepEqual(await owed(), [`${person.name} open`], 'what was named by mistake closes nothing');
  const again = secretary.call(withdrawLecture, { params: { lectureId }, body: { reason: '登记错了' } });
  assert.equal(await refusalOf(again), 'lecture-withdrawn-already');
});

test('a special report stands for a lecture; at a meeting that was voided nobody has spoken', async () => {
  const { person } = await headOfSchool();
  const { id: activityId } = await hold('special-report', '2026-03-18');
  const { id: lectureId } = await name(activityId, { capacity: 'head', personId: person.id });
  await (await house.as('head')).call(handInScript, { params: { lectureId }, body: script });
  assert.deepEqual(await owed(), [`${person.name} discharged`]);
  await (await house.as('secretary')).call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  assert.deepEqual(await owed(), [`${person.name} open`]);
  assert.equal(await refusalOf(name(activityId, { capacity: 'expert', name: '党校教师' })), 'activity-voided-already');
});

test('an expert comes from outside and closes nothing that a head owes; nobody speaks by an office not held', async () => {
  const { person } = await headOfSchool();
  const { id: activityId } = await hold('lecture', '2026-03-17');
  await name(activityId, { capacity: 'expert', name: '党校教师' });
  assert.equal(await refusalOf(name(activityId, { capacity: 'expert', name: '党校教师' })), 'lecturer-named-twice');
  const member = house.id('SCHOOL-1-04');
  assert.equal(await refusalOf(name(activityId, { capacity: 'head', personId: member })), 'lecturer-without-office');
  assert.equal(
    await refusalOf(name(activityId, { capacity: 'leader', personId: house.id('SCHOOL-2-01') })),
    'lecturer-unknown',
  );
  assert.deepEqual(await owed(), [`${person.name} open`]);
});

test('whoever becomes head owes it too, and no longer when the office ends', async () => {
  const { person } = await headOfSchool();
  const office = await house.as('office');
  const params = { organisationId: house.id('SCHOOL') };
  const { id: appointmentId } = await office.call(appoint, {
    params,
    body: { personId: house.id('SCHOOL-2-01'), role: 'head' },
  });
  assert.equal((await owed()).filter((each) => each.endsWith(' open')).length, 2);
  await office.call(endAppointment, { params: { appointmentId } });
  assert.deepEqual(
    (await owed()).filter((each) => each.endsWith(' open')),
    [`${person.name} open`],
  );
});

test('whoever the sheet has absent has not spoken there, whatever the office, until the sheet is put right', async () => {
  const { person } = await headOfSchool();
  const asHead = { capacity: 'head', personId: person.id } as const;
  const away = [{ personId: person.id, reason: 'away' }];
  assert.equal(await refusalOf(hold('lecture', '2026-03-16', away, [asHead])), 'lecturer-marked-absent');
  const { id: activityId } = await hold('lecture', '2026-03-16', away);
  const secretary = await house.as('secretary');
  const offered = async () =>
    (await secretary.call(listLectures, { params: { activityId } })).candidates.map(({ personId }) => personId);
  assert.ok(!(await offered()).includes(person.id));
  assert.ok((await offered()).includes(house.id('SCHOOL-1-04')));
  for (const capacity of ['head', 'expert'] as const)
    assert.equal(await refusalOf(name(activityId, { ...asHead, capacity })), 'lecturer-marked-absent');
  assert.deepEqual(
    (await owed()).filter((each) => each.endsWith(' open')),
    [`${person.name} open`],
  );
  const params = { activityId, branchId: house.id('SCHOOL-1') };
  await secretary.call(correctSheet, { params, body: { version: 1, absences: [], reason: '点错了' } });
  assert.ok((await offered()).includes(person.id));
  assert.equal(await refusalOf(name(activityId, asHead)), null);
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
});

test('whoever is named as having spoken is not marked absent afterwards, unless the naming was a mistake and is taken back', async () => {
  const { person } = await headOfSchool();
  const {
    id: activityId,
    lectureIds: [lectureId = ''],
  } = await hold('lecture', '2026-03-15', [], [{ capacity: 'head', personId: person.id }]);
  await (await house.as('head')).call(handInScript, { params: { lectureId }, body: script });
  const secretary = await house.as('secretary');
  const correct = () =>
    secretary.call(correctSheet, {
      params: { activityId, branchId: house.id('SCHOOL-1') },
      body: { version: 1, absences: [{ personId: person.id, reason: 'away' }], reason: '漏点' },
    });
  assert.equal(await refusalOf(correct()), 'lecturer-would-be-absent');
  assert.ok((await owed()).includes(`${person.name} discharged`));
  await secretary.call(withdrawLecture, { params: { lectureId }, body: { reason: '他没有到' } });
  assert.equal(await refusalOf(correct()), null);
  assert.ok((await owed()).includes(`${person.name} open`));
});

const key = () => ({ key: crypto.randomUUID() });
/** Held on an afternoon by the school's second branch with another. */
async function heldWith(guest: string, on: number, planner: CastName = 'clerk') {
  const { id: planId } = await (
    await house.as(planner)
  ).call(
    planActivity,
    {
      params: { branchId: house.id('SCHOOL-2') },
      body: {
        kind: 'lecture',
        topic: '合上一课',
        place: '礼堂',
        startsAt: `2026-03-${on}T14:00:00+08:00`,
        endsAt: `2026-03-${on}T16:00:00+08:00`,
        withBranches: [house.id(guest)],
      },
    },
    key(),
  );
  house.clock.set(new Date(`2026-03-${on}T16:05:00+08:00`));
  const sheet = async (who: CastName, branch: string, absences: { personId: string; reason: string }[]) =>
    (await house.as(who)).call(
      recordSheet,
      { params: { planId, branchId: house.id(branch) }, body: { absences } },
      key(),
    );
  const { id: activityId } = await sheet('secretary2', 'SCHOOL-2', []);
  const hostNames = async (personId: string) =>
    (await house.as('secretary2')).call(nameLecturer, {
      params: { activityId },
      body: { capacity: 'head', personId },
    });
  return { activityId, sheet, hostNames };
}

test('a branch that met with the host does not write down as absent who is named as having spoken to both', async () => {
  const { person } = await headOfSchool();
  const { sheet, hostNames } = await heldWith('SCHOOL-1', 20);
  await hostNames(person.id);
  const away = [{ personId: person.id, reason: 'away' }];
  assert.equal(await refusalOf(sheet('secretary', 'SCHOOL-1', away)), 'lecturer-would-be-absent');
  assert.equal(await refusalOf(sheet('secretary', 'SCHOOL-1', [])), null);
});

test('so it is with a guest of another unit, who sees nothing of the host’s lectures', async () => {
  const speaker = house.id('COMMUNITY-1-01');
  await (
    await house.as('administrator')
  ).call(appoint, {
    params: { organisationId: house.id('COUNTY-COMMITTEE') },
    body: { personId: house.id('叶知秋'), role: 'secretary' },
  });
  const { activityId, sheet, hostNames } = await heldWith('COMMUNITY-1', 21, 'leader');
  const away = [{ personId: speaker, reason: 'away' }];
  await sheet('communityHead', 'COMMUNITY-1', away);
  assert.equal(await refusalOf(hostNames(speaker)), 'lecturer-unknown', 'nor does the host see the guest’s sheet');
  const correct = async (version: number, absences: typeof away) =>
    (await house.as('communityHead')).call(correctSheet, {
      params: { activityId, branchId: house.id('COMMUNITY-1') },
      body: { version, absences, reason: '点错了' },
    });
  await correct(1, []);
  await hostNames(speaker);
  assert.equal(await refusalOf(correct(2, away)), 'lecturer-would-be-absent');
});
