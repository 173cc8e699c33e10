import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkDeliverable, listNotices, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { answerOrder, listFindings, recordFinding } from '@muster/contract/supervision';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { oweMakeUp } from './make-up.fixture.ts';

// The stage of the school ends on 25 March; the house stands on the 20th.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const remindOn = async (day: string): Promise<number> => {
  house.clock.set(new Date(`${day}T08:05:00+08:00`));
  return house.remind();
};
/** What somebody was told of one thing, the latest first. */
const toldOf = async (who: CastName, obligationId: string) =>
  (await (await house.as(who)).call(listNotices, {})).notices.flatMap(({ onDay, things }) =>
    things.filter((each) => each.obligationId === obligationId).map(({ rung }) => `${onDay} ${rung}`),
  );

test('given a member owes something, then the member is told; without an account, the secretary is', async () => {
  const own = await oweMakeUp(house, { member: 'SCHOOL-1-04', branch: 'SCHOOL-1', dueOn: '2026-03-21' });
  const without = await oweMakeUp(house, { member: 'SCHOOL-1-05', branch: 'SCHOOL-1', dueOn: '2026-03-21' });
  await remindOn('2026-03-20');
  assert.deepEqual(await toldOf('member', own), ['2026-03-20 before-1']);
  assert.deepEqual(await toldOf('secretary', own), []);
  assert.deepEqual(await toldOf('secretary', without), ['2026-03-20 before-1']);
  for (const nobody of ['secretary2', 'clerk', 'head', 'town'] as const) {
    assert.deepEqual([...(await toldOf(nobody, own)), ...(await toldOf(nobody, without))], []);
  }
});

test('given a member’s is a week overdue, then the head of the unit is told, once, and no office above', async () => {
  const own = await oweMakeUp(house, { member: 'SCHOOL-1-04', branch: 'SCHOOL-1', dueOn: '2026-03-20' });
  await remindOn('2026-03-21');
  await remindOn('2026-03-27');
  await remindOn('2026-03-28');
  assert.deepEqual(await toldOf('member', own), ['2026-03-21 overdue']);
  assert.deepEqual(await toldOf('head', own), ['2026-03-27 escalated']);
  for (const other of ['clerk', 'secretary', 'town', 'county', 'office'] as const)
    assert.deepEqual(await toldOf(other, own), []);
});

test('given the head owes it and nobody else heads the unit, then the nearest office is told', async () => {
  const own = await oweMakeUp(house, { member: 'SCHOOL-1-01', branch: 'SCHOOL-1', dueOn: '2026-03-21' });
  await remindOn('2026-03-28');
  assert.deepEqual(await toldOf('head', own), ['2026-03-28 overdue']);
  assert.deepEqual(await toldOf('town', own), ['2026-03-28 escalated']);
  assert.deepEqual(await toldOf('county', own), []);
});

test('given nobody reminded for weeks, then what is long overdue is not said any more', async () => {
  const own = await oweMakeUp(house, { member: 'SCHOOL-1-04', branch: 'SCHOOL-1', dueOn: '2026-03-22' });
  await remindOn('2026-04-30');
  assert.deepEqual([...(await toldOf('member', own)), ...(await toldOf('head', own))], []);
});

test('given what was handed in is returned, then who acts for the unit is told that evening, and again of the next one', async () => {
  house.clock.set(new Date('2026-03-20T09:00:00+08:00'));
  const clerk = await house.as('clerk');
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  const params = { obligationId: obligations[0]?.id ?? '' };
  const handInAndReturn = async () => {
    const { id: deliverableId } = await clerk.call(submitDeliverable, { params, body: { text: '方案', file: null } });
    const body = { outcome: 'returned', note: '日期不细' } as const;
    await (await house.as('team')).call(checkDeliverable, { params: { deliverableId }, body });
    await house.remind();
    return (await toldOf('clerk', params.obligationId)).filter((each) => each.endsWith('returned')).length;
  };
  assert.equal(await handInAndReturn(), 1);
  assert.equal(await house.remind(), 0);
  assert.equal(await handInAndReturn(), 2);
});

test('given an order to correct, then who acts for the unit is told at the next run, however far its day; once answered, nobody is any more', async () => {
  house.clock.set(new Date('2026-03-20T10:00:00+08:00'));
  const team = await house.as('team');
  const order = async () => {
    const { id } = await team.call(recordFinding, {
      params: { unitId: house.id('SCHOOL') },
      body: { code: null, text: '签到表不全', order: { text: '补齐', dueOn: '2026-04-20' } },
    });
    const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } });
    return findings.find((each) => each.id === id)?.orders[0]?.id ?? '';
  };
  const told = async (who: CastName) =>
    (await (await house.as(who)).call(listNotices, {})).notices
      .filter(({ kind }) => kind === 'ordered')
      .map(({ onDay, isRead, things }) => [onDay, isRead, things.map(({ rung, dueOn }) => `${rung} ${dueOn}`)]);
  await order();
  await house.remind();
  assert.equal(await house.remind(), 0);
  assert.deepEqual(await told('clerk'), [['2026-03-20', false, ['ordered 2026-04-20']]]);
  assert.deepEqual(await told('team'), []);
  const answered = await order();
  await (
    await house.as('clerk')
  ).call(answerOrder, { params: { orderId: answered }, body: { text: '好', file: null } });
  await house.remind();
  assert.deepEqual(await told('head'), [['2026-03-20', false, ['ordered 2026-04-20']]]);
});

test('given the application itself, then it cannot remind, nor read a notice of somebody else', async () => {
  await withClient(house.database.connection('app'), async (client) => {
    await client.query("begin; set local muster.scope = '*'");
    await assert.rejects(client.query("select obligation_remind('[]', '2026-03-20', now())"), { code: '42501' });
    await client.query('rollback; begin');
    await client.query(`set local muster.self = '${house.id('SCHOOL-1-04')}'`);
    const { rows } = await client.query<{ others: string }>(
      `select count(*) as others from notice where person_id <> '${house.id('SCHOOL-1-04')}'`,
    );
    assert.equal(Number(rows[0]?.others), 0);
    await client.query('rollback');
  });
});
