import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endAppointment, listAppointments } from '@muster/contract/access';
import { readGate } from '@muster/contract/gate';
import { exemptObligation, listOwed } from '@muster/contract/obligation';
import { correctSheet, nameLecturer, readActivity, voidActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';

// Ways round a hard condition on a lecture: holding a meeting at which nobody spoke or nobody listened, being let off, and having nobody
// who owes it.

let house: TestHouse;
let campaign: string;
before(async () => {
  house = await startTestHouse();
  const by = ['head', 'expert', 'model'];
  const lecture = (who: string) =>
    `      - { code: ${who}-lecture, title: { zh: ${who}, en: ${who} }, by: ${who}, activities: [lecture], dueDaysBeforeEnd: 5 }\n`;
  const given = (who: string) =>
    `measure: study.lectures-given, lecture: ${who}-lecture, hard: ${String(who !== 'model')}, threshold: given`;
  campaign = await ownCampaign(
    house,
    by.map((who) => condition(who, given(who))),
    (yaml) => yaml.replace(/( {4}lectures:\n)(?: {6}.*\n)+/, `$1${by.map(lecture).join('')}`),
  );
});
after(() => house.close());

async function verdicts() {
  const { findings } = await (await house.as('office')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  return findings.map(({ code, verdict, num, den }) => [code, verdict, num, den]);
}

async function letOff(who: string): Promise<string | null> {
  const county = await house.as('county');
  const params = { organisationId: house.id('SCHOOL') };
  const { owed } = await county.call(listOwed, { params, query: { kind: 'lecture', state: 'all' } }, { campaign });
  const obligationId = owed.find(({ title }) => title.zh === who)?.id ?? '';
  return refusalOf(county.call(exemptObligation, { params: { obligationId }, body: { reason: '忙' } }));
}

test('a meeting at which nobody is named as having spoken is no lecture, and what is voided was none', async () => {
  const activityId = await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-16', kind: 'lecture' });
  const none = [
    ['head', 'not-met', 0, 1],
    ['expert', 'not-met', 0, 1],
    ['model', 'not-met', 0, 1],
  ];
  assert.deepEqual(await verdicts(), none);
  const secretary = await house.as('secretary');
  const body = { capacity: 'expert', name: '党校教师' } as const;
  await secretary.call(nameLecturer, { params: { activityId }, body });
  assert.deepEqual((await verdicts())[1], ['expert', 'met', 1, 1]);
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  assert.deepEqual(await verdicts(), none);
});

test('a lecture to nobody is none: nobody is named where nobody was there, nor are the listeners corrected away afterwards', async () => {
  const day = '2026-03-17';
  const activityId = await meet(house, 'secretary', { branch: 'SCHOOL-1', day, kind: 'lecture' });
  const secretary = await house.as('secretary');
  const branchId = house.id('SCHOOL-1');
  const { sheet } = await secretary.call(readActivity, { params: { activityId } });
  const absences = sheet.map(({ personId }) => ({ personId, reason: 'sick' }));
  const correct = (version: number, away: typeof absences) =>
    refusalOf(
      secretary.call(correctSheet, {
        params: { activityId, branchId },
        body: { version, absences: away, reason: '点错了' },
      }),
    );
  const name = () =>
    refusalOf(secretary.call(nameLecturer, { params: { activityId }, body: { capacity: 'expert', name: '党校教师' } }));
  assert.equal(await correct(1, absences), null);
  assert.equal(await name(), 'lecture-without-listeners');
  assert.equal(await correct(2, absences.slice(1)), null);
  assert.equal(await name(), null);
  assert.deepEqual((await verdicts())[1], ['expert', 'met', 1, 1]);
  assert.equal(await correct(3, absences), 'lecture-without-listeners');
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '没有开' } });
  assert.deepEqual((await verdicts())[1], ['expert', 'not-met', 0, 1]);
});

test('nobody is let off a lecture that a hard condition asks for; of one that a soft one asks for, and then that does not apply', async () => {
  assert.equal(await letOff('expert'), 'hard-condition-asks-it');
  assert.equal(await letOff('head'), 'hard-condition-asks-it');
  assert.equal(await letOff('model'), null);
  assert.deepEqual(await verdicts(), [
    ['head', 'not-met', 0, 1],
    ['expert', 'not-met', 0, 1],
    ['model', 'not-applicable', 0, 0],
  ]);
});

test('a unit without a head has not had its head speak', async () => {
  const office = await house.as('office');
  const { appointments } = await office.call(listAppointments, { params: { organisationId: house.id('SCHOOL') } });
  for (const { id: appointmentId } of appointments.filter(({ role, toOn }) => role === 'head' && toOn === null))
    await office.call(endAppointment, { params: { appointmentId } });
  assert.deepEqual((await verdicts())[0], ['head', 'waiting', null, null]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
