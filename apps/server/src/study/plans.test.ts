import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readOverview } from '@muster/contract/rollup';
import {
  callOffPlan,
  changePlan,
  correctSheet,
  listActivities,
  listPlans,
  planActivity,
  readActivity,
  readPlan,
  recordSheet,
  voidActivity,
} from '@muster/contract/study';
import { listEntries } from '@muster/contract/ledger';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

/** The house stands at noon of 20 March. */
const planOn = (day: string, topic = '学习党章') => ({
  kind: 'collective-study',
  topic,
  place: '三楼会议室',
  startsAt: `2026-03-${day}T14:00:00+08:00`,
  endsAt: `2026-03-${day}T16:00:00+08:00`,
});
const key = () => ({ key: crypto.randomUUID() });
const of = (code: string) => ({ branchId: house.id(code) });

async function plan(
  who: 'secretary' | 'clerk',
  body: ReturnType<typeof planOn> & { withBranches?: string[] },
  at = 'SCHOOL-1',
) {
  const { id } = await (await house.as(who)).call(planActivity, { params: of(at), body }, key());
  return id;
}

async function coming(who: 'secretary' | 'secretary2' | 'clerk', at: string) {
  const { plans } = await (await house.as(who)).call(listPlans, { params: { organisationId: house.id(at) } });
  return plans.map(({ topic }) => topic);
}

async function meetingsCounted(at: string): Promise<number> {
  await house.fold();
  const office = await house.as('office');
  const { figures } = await office.call(readOverview, { params: { organisationId: house.id(at) } });
  return figures.activities;
}

test('what a branch plans is coming on its page and its unit’s until it is held; then it is an activity, and coming no more', async () => {
  const secretary = await house.as('secretary');
  const planId = await plan('secretary', planOn('20', '第一次'));
  assert.deepEqual(await coming('secretary', 'SCHOOL-1'), ['第一次']);
  assert.deepEqual(await coming('clerk', 'SCHOOL'), ['第一次']);
  assert.deepEqual(await coming('clerk', 'SCHOOL-2'), []);
  const params = { planId, ...of('SCHOOL-1') };
  assert.equal(
    await refusalOf(secretary.call(recordSheet, { params, body: { absences: [] } }, key())),
    'activity-not-over',
  );
  house.clock.set(new Date('2026-03-20T16:05:00+08:00'));
  const absences = [{ personId: house.id('SCHOOL-1-07'), reason: 'sick' }];
  const { id, present, onRoll, minutes } = await secretary.call(recordSheet, { params, body: { absences } }, key());
  assert.deepEqual([present, onRoll, minutes], [14, 15, 120]);
  const { activity } = await secretary.call(readActivity, { params: { activityId: id } });
  assert.deepEqual([activity.topic, activity.place, activity.planId], ['第一次', '三楼会议室', planId]);
  assert.deepEqual(await coming('secretary', 'SCHOOL-1'), []);
  assert.equal(
    await refusalOf(secretary.call(recordSheet, { params, body: { absences } }, key())),
    'sheet-recorded-already',
  );
  const change = secretary.call(changePlan, { params: { planId }, body: planOn('21') });
  assert.equal(await refusalOf(change), 'plan-held-already');
  assert.deepEqual(await house.differences(), []);
});

test('a plan is changed, and one that is called off stays with who and why; both stand in the ledger', async () => {
  const secretary = await house.as('secretary');
  const planId = await plan('secretary', planOn('25', '第二次'));
  await secretary.call(changePlan, { params: { planId }, body: planOn('26', '改期的第二次') });
  const changed = (await secretary.call(readPlan, { params: { planId } })).plan;
  assert.deepEqual(
    [changed.topic, new Date(changed.startsAt).toISOString(), changed.changed?.by],
    ['改期的第二次', '2026-03-26T06:00:00.000Z', '程砚'],
  );
  await secretary.call(callOffPlan, { params: { planId }, body: { reason: '防汛' } });
  const off = (await secretary.call(readPlan, { params: { planId } })).plan;
  assert.deepEqual([off.calledOff?.by, off.calledOff?.reason, off.mayChange], ['程砚', '防汛', false]);
  const again = secretary.call(callOffPlan, { params: { planId }, body: { reason: '防汛' } });
  assert.equal(await refusalOf(again), 'plan-called-off-already');
  const { entries } = await secretary.call(listEntries, { params: { organisationId: house.id('SCHOOL-1') } });
  assert.deepEqual(
    entries.slice(0, 3).map((entry) => entry.kind),
    ['study.plan-called-off', 'study.plan-changed', 'study.activity-planned'],
  );
});

test('branches that meet together hold one activity, each with a sheet of its own by its own recorder', async () => {
  const before0 = await meetingsCounted('SCHOOL');
  house.clock.set(new Date('2026-03-21T09:00:00+08:00'));
  const planId = await plan('clerk', { ...planOn('21', '两个支部一起'), withBranches: [house.id('SCHOOL-2')] });
  for (const [who, at] of [
    ['secretary', 'SCHOOL-1'],
    ['secretary2', 'SCHOOL-2'],
    ['clerk', 'SCHOOL'],
  ] as const)
    assert.deepEqual((await coming(who, at)).includes('两个支部一起'), true, who);
  house.clock.set(new Date('2026-03-21T16:10:00+08:00'));
  const [secretary, secretary2, clerk] = [
    await house.as('secretary'),
    await house.as('secretary2'),
    await house.as('clerk'),
  ];
  const guest = { planId, ...of('SCHOOL-2') };
  const asGuest = (body = { absences: [{ personId: house.id('SCHOOL-2-02'), reason: 'away' }] }) =>
    secretary2.call(recordSheet, { params: guest, body }, key());
  assert.equal(await refusalOf(asGuest()), 'host-records-first');
  const held = { ...planOn('21', '两个支部一起'), endsAt: '2026-03-21T16:30:00+08:00' };
  const host = { planId, ...of('SCHOOL-1') };
  const early = secretary.call(recordSheet, { params: host, body: { held, absences: [] } }, key());
  assert.equal(await refusalOf(early), 'activity-not-over');
  const { id } = await secretary.call(recordSheet, { params: host, body: { absences: [] } }, key());
  const joined = await asGuest();
  assert.deepEqual([joined.id, joined.present, joined.onRoll], [id, 4, 5]);
  assert.deepEqual(await house.differences(), []);

  // Each secretary sees the own sheet, the clerk both; it was held once.
  const seenBy2 = await secretary2.call(readActivity, { params: { activityId: id } });
  assert.deepEqual(
    [
      seenBy2.activity.topic,
      seenBy2.activity.branch.name,
      seenBy2.branch.name,
      seenBy2.sheet.length,
      seenBy2.mayCorrect,
      seenBy2.mayVoid,
    ],
    ['两个支部一起', '中心小学第一党支部', '中心小学第二党支部', 5, true, false],
  );
  const seenByClerk = await clerk.call(readActivity, {
    params: { activityId: id },
    query: { branch: house.id('SCHOOL-2') },
  });
  assert.deepEqual(
    [
      seenByClerk.sheets.map(({ recordedBy, onRoll }) => [recordedBy, onRoll]),
      seenByClerk.sheet.length,
      seenByClerk.mayVoid,
    ],
    [
      [
        ['程砚', 15],
        ['秦墨言', 5],
      ],
      5,
      true,
    ],
  );
  for (const [who, at] of [
    ['secretary2', 'SCHOOL-2'],
    ['secretary', 'SCHOOL-1'],
  ] as const) {
    const { activities } = await (
      await house.as(who)
    ).call(listActivities, { params: { organisationId: house.id(at) } });
    assert.equal(activities.filter((each) => each.id === id).length, 1, who);
  }
  assert.equal(await meetingsCounted('SCHOOL'), before0 + 1);
  assert.equal(await meetingsCounted('TOWN'), before0 + 1);

  // The guest corrects its own sheet, and nobody else's.
  const correction = { version: 1, absences: [], reason: '他在的' };
  await secretary2.call(correctSheet, { params: { activityId: id, ...of('SCHOOL-2') }, body: correction }, key());
  const others = secretary2.call(
    correctSheet,
    {
      params: { activityId: id, ...of('SCHOOL-1') },
      body: { ...correction, absences: [{ personId: house.id('SCHOOL-1-07'), reason: 'sick' }] },
    },
    key(),
  );
  assert.equal(await refusalOf(others), 'not-found');
  assert.deepEqual(await house.differences(), []);

  // Taken back altogether only by who records for both; then it may be recorded anew.
  const mistaken = { params: { activityId: id }, body: { reason: '记错' } };
  assert.equal(await refusalOf(secretary.call(voidActivity, mistaken)), 'not-permitted');
  await clerk.call(voidActivity, mistaken);
  assert.deepEqual(await house.differences(), []);
  assert.equal(await meetingsCounted('SCHOOL'), before0);
  await secretary.call(recordSheet, { params: host, body: { absences: [] } }, key());
  assert.deepEqual(await house.differences(), []);
});

test('one plans for branches for which one records, once each, and nobody else’s', async () => {
  const secretary = await house.as('secretary');
  const send = (body: object) =>
    refusalOf(secretary.call(planActivity, { params: of('SCHOOL-1'), body: { ...planOn('30'), ...body } }, key()));
  assert.equal(await send({ withBranches: [house.id('SCHOOL-2')] }), 'not-found');
  assert.equal(await send({ withBranches: [house.id('SCHOOL-1')] }), 'branch-expected-twice');
  assert.equal(await send({ kind: 'party' }), 'activity-kind-unknown');
  assert.equal(await send(planOn('01')), 'plan-in-the-past');
  const member = await house.as('member');
  const planId = await plan('secretary', planOn('30', '党员也看得到'));
  assert.equal((await member.call(readPlan, { params: { planId } })).plan.topic, '党员也看得到');
  assert.equal(await refusalOf((await house.as('secretary2')).call(readPlan, { params: { planId } })), 'not-found');
  assert.equal(await refusalOf((await house.as('communityHead')).call(readPlan, { params: { planId } })), 'not-found');
});

test('the database itself lets nothing of a plan change that was held or called off', async () => {
  const held = `select region_id, id from planned_activity p where exists (select from activity a where a.planned_id = p.id and a.voided_at is null)`;
  const off = `select region_id, id from planned_activity where called_off_at is not null`;
  await withClient(house.database.superuser(), async (client) => {
    for (const those of [held, off])
      await assert.rejects(
        client.query(`update planned_activity set topic = 'x' where (region_id, id) in (${those})`),
        /it was (?:held|called off)/,
      );
  });
});

test('given a branch is expected at something, then a second plan for a part of that time is asked about, and made when it is another one', async () => {
  house.clock.set(new Date('2026-03-27T09:00:00+08:00'));
  const first = await plan('clerk', { ...planOn('28', '先定的'), withBranches: [house.id('SCHOOL-2')] });
  const secretary2 = await house.as('secretary2');
  const second = {
    ...planOn('28', '后定的'),
    startsAt: '2026-03-28T15:30:00+08:00',
    endsAt: '2026-03-28T17:30:00+08:00',
  };
  const send = (body: typeof second & { another?: boolean }) =>
    secretary2.call(planActivity, { params: of('SCHOOL-2'), body }, key());
  assert.equal(await refusalOf(send(second)), 'planned-then-already', 'where it is a guest, too');
  const next = { ...second, startsAt: '2026-03-28T16:00:00+08:00', endsAt: '2026-03-28T18:00:00+08:00' };
  const { id: planId } = await send(next);
  const change = (body: typeof second & { another?: boolean }) =>
    secretary2.call(changePlan, { params: { planId }, body });
  assert.equal(await refusalOf(change(second)), 'planned-then-already');
  await change({ ...next, topic: '换个题目' });
  await change({ ...second, another: true });
  await (await house.as('clerk')).call(callOffPlan, { params: { planId: first }, body: { reason: '改期' } });
  await (await house.as('secretary2')).call(callOffPlan, { params: { planId }, body: { reason: '改期' } });
  await send(second);
});

test('given it is at the same time as another on purpose, then its topic is changed without being asked again, and its time is not', async () => {
  house.clock.set(new Date('2026-03-27T09:00:00+08:00'));
  const secretary = await house.as('secretary');
  await plan('secretary', planOn('29', '一组'));
  const body = { ...planOn('29', '二组'), another: true };
  const { id: planId } = await secretary.call(planActivity, { params: of('SCHOOL-1'), body }, key());
  const change = (changed: Partial<typeof body>) =>
    secretary.call(changePlan, { params: { planId }, body: { ...planOn('29', '二组'), ...changed } });
  await change({ topic: '二组换个题目', place: '一楼' });
  assert.equal((await secretary.call(readPlan, { params: { planId } })).plan.topic, '二组换个题目');
  assert.equal(await refusalOf(change({ startsAt: '2026-03-29T13:30:00+08:00' })), 'planned-then-already');
  assert.equal(await refusalOf(change({ endsAt: '2026-03-29T16:30:00+08:00' })), 'planned-then-already');
});

test('given two plan for the same branch and time at once, then one of them is asked', async () => {
  house.clock.set(new Date('2026-03-27T09:00:00+08:00'));
  const sent = await Promise.allSettled([plan('secretary', planOn('31', '一')), plan('clerk', planOn('31', '二'))]);
  assert.deepEqual(sent.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
});
