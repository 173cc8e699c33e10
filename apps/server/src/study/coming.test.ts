/** What is said to be coming for a member: as much as it can bring, to whoever can be there and is asked for hours. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeStanding, readPerson } from '@muster/contract/roster';
import { callOffPlan, endLeave, noteLeave, planActivity } from '@muster/contract/study';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const MEMBER = 'SCHOOL-1-04';
const APPLICANT = 'SCHOOL-1-16';
const on = (day: number, time: string) => `2026-03-${day}T${time}:00+08:00`;
const branch = () => ({ branchId: house.id('SCHOOL-1') });

async function plan(day: number, from: string, to: string, kind = 'collective-study', endsOn = day): Promise<string> {
  const body = { kind, topic: '专题', startsAt: on(day, from), endsAt: on(endsOn, to), another: true };
  return (await (await house.as('secretary')).call(planActivity, { params: branch(), body })).id;
}

const callOff = async (...plans: string[]) => {
  const secretary = await house.as('secretary');
  for (const planId of plans) await secretary.call(callOffPlan, { params: { planId }, body: { reason: '防汛' } });
};

const stageOf = async (of: string, who: CastName) =>
  (await (await house.as(who)).call(readPerson, { params: { personId: house.id(of) } })).stage;

/** For the hours of the stage, which ends on the 25th, as the member and as who answers for the unit have it. */
async function coming(of = MEMBER) {
  const [own, ...others] = await Promise.all((['member', 'head'] as const).map((who) => stageOf(of, who)));
  for (const other of others) assert.deepEqual(other, own);
  const [hours] = own?.needs ?? [];
  return [hours?.coming.meetings, hours?.coming.minutes];
}

test('ten plans for the same two hours are one meeting of two hours; what overlaps in part counts that part once', async () => {
  const plans: string[] = [];
  for (let each = 0; each < 10; each += 1) plans.push(await plan(23, '14:00', '16:00'));
  assert.deepEqual(await coming(), [1, 120]);
  plans.push(
    await plan(23, '15:00', '17:00', 'lecture'),
    await plan(23, '16:00', '18:00'),
    await plan(24, '14:00', '16:00'),
  );
  assert.deepEqual(await coming(), [3, 360]);
  await callOff(...plans);
  assert.deepEqual(await coming(), [0, 0]);
});

test('what is planned on a day of the own leave is not coming; a leave that ended before, or of another, takes nothing away', async () => {
  const plans = [await plan(21, '14:00', '16:00'), await plan(22, '14:00', '16:00'), await plan(23, '00:00', '02:00')];
  plans.push(await plan(22, '23:00', '01:00', 'collective-study', 23));
  assert.deepEqual(await coming(), [3, 420]);
  const secretary = await house.as('secretary');
  const noted = async (code: string, fromOn: string, toOn: string) => {
    const body = { personId: house.id(code), fromOn, toOn, reason: 'sick' };
    return (await secretary.call(noteLeave, { params: branch(), body })).id;
  };
  await noted('SCHOOL-1-05', '2026-03-20', '2026-03-30');
  assert.deepEqual(await coming(), [3, 420]);
  const leaveId = await noted(MEMBER, '2026-03-21', '2026-03-22');
  assert.deepEqual(await coming(), [1, 120], 'what begins after midnight is of the next day, as on the sheet');
  await secretary.call(endLeave, { params: { ...branch(), leaveId }, body: { lastOn: '2026-03-21' } });
  assert.deepEqual(await coming(), [2, 300]);
  await callOff(...plans);
});

test('an applicant is told of no hours that are needed; who becomes a member is', async () => {
  await plan(24, '14:00', '16:00');
  const before0 = await stageOf(APPLICANT, 'head');
  assert.deepEqual([before0?.minutes, before0?.needs], [0, []]);
  const body = { standing: 'probationary', on: '2026-03-20' } as const;
  await (await house.as('office')).call(changeStanding, { params: { personId: house.id(APPLICANT) }, body });
  const since = await stageOf(APPLICANT, 'head');
  assert.deepEqual(
    since?.needs.map(({ measure, have, coming: { meetings } }) => [measure, have, meetings]),
    [['study.minutes', 0, 1]],
  );
});
