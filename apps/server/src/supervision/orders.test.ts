import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appoint } from '@muster/contract/access';
import { listEntries } from '@muster/contract/ledger';
import { exemptObligation, readToDo } from '@muster/contract/obligation';
import {
  answerOrder,
  issueOrder,
  listFindings,
  listOwnOrders,
  readOrder,
  recordFinding,
  verifyOrder,
} from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// The small campaign's study stage runs from 10 February to 25 March; the house stands on 20 March.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const order = { text: '三日内补齐签到', dueOn: '2026-03-23' };
const find = async (who: CastName, unit: string, more: { code?: string | null; dueOn?: string | null } = {}) =>
  (await house.as(who)).call(recordFinding, {
    params: { unitId: house.id(unit) },
    body: {
      code: more.code ?? null,
      text: '签到表不全',
      order: more.dueOn === null ? null : { ...order, dueOn: more.dueOn ?? order.dueOn },
    },
  });
const findings = async (who: CastName, node: string) =>
  (await house.as(who)).call(listFindings, { params: { organisationId: house.id(node) } });
const read = async (who: CastName, orderId: string) => (await house.as(who)).call(readOrder, { params: { orderId } });
const answer = async (who: CastName, orderId: string, text = '已补齐') =>
  (await (await house.as(who)).call(answerOrder, { params: { orderId }, body: { text, file: null } })).id;
const verify = async (who: CastName, answerId: string, outcome: 'verified' | 'returned', note: string | null = null) =>
  (await house.as(who)).call(verifyOrder, { params: { answerId }, body: { outcome, note } });
const own = async (who: CastName) => (await (await house.as(who)).call(listOwnOrders, {})).orders;
const rows = async <Row extends object>(text: string, values: unknown[] = []) =>
  withClient(house.database.superuser(), async (client) => (await client.query<Row>(text, values)).rows);

/** A finding with one order; the order's id. */
async function ordered(who: CastName, unit: string): Promise<string> {
  const { id } = await find(who, unit);
  const found = (await findings('office', unit)).findings.find((each) => each.id === id);
  assert.ok(found?.orders[0]);
  return found.orders[0].id;
}

test('given a finding with an order, when the unit answers and somebody else verifies, then every version stays', async () => {
  const orderId = await ordered('team', 'SCHOOL');
  const seen = await read('clerk', orderId);
  assert.deepEqual(
    [seen.finding.text, seen.finding.foundOn, seen.order.text, seen.order.dueOn, seen.order.state],
    ['签到表不全', '2026-03-20', order.text, order.dueOn, 'open'],
  );
  assert.deepEqual(seen.order.may, { answer: true, verify: false });
  const first = await answer('clerk', orderId, '正在补');
  assert.equal(await refusalOf(verify('team', first, 'returned')), 'reason-missing');
  await verify('team', first, 'returned', '还缺第二支部');
  assert.equal((await read('head', orderId)).order.state, 'returned');
  assert.equal(await refusalOf(verify('team', first, 'verified')), 'order-answer-judged-already');
  const second = await answer('head', orderId, '两个支部都补齐了');
  assert.deepEqual((await read('team', orderId)).order.may, { answer: false, verify: true });
  await verify('town', second, 'verified');
  const { order: now, answers } = await read('clerk', orderId);
  assert.deepEqual([now.state, now.answers, now.may.answer], ['verified', 2, false]);
  assert.deepEqual(
    answers.map(({ version, text, verification }) => [version, text, verification?.outcome, verification?.note]),
    [
      [2, '两个支部都补齐了', 'verified', null],
      [1, '正在补', 'returned', '还缺第二支部'],
    ],
  );
  assert.equal(await refusalOf(answer('clerk', orderId)), 'order-verified-already');
  const { entries } = await (
    await house.as('clerk')
  ).call(listEntries, { params: { organisationId: house.id('SCHOOL') } });
  assert.deepEqual(
    entries.map(({ kind }) => kind).filter((kind) => /^supervision\.(?:finding|order)/.test(kind)),
    [
      'supervision.order-verified',
      'supervision.order-answered',
      'supervision.order-returned',
      'supervision.order-answered',
      'supervision.order-issued',
      'supervision.finding-recorded',
    ],
  );
});

test('given an order, then the unit owes it by its day, waits once it answers, and has done it when an answer is verified', async () => {
  const { id: findingId } = await find('otherTeam', 'CLINIC', { dueOn: '2026-04-10' });
  const found = (await findings('otherTeam', 'CLINIC')).findings.find(({ id }) => id === findingId);
  const orderId = found?.orders[0]?.id ?? '';
  const owed = async () =>
    (await (await house.as('jointSecretary')).call(readToDo, { query: { state: 'all', kind: 'order' } })).owed.find(
      ({ originId }) => originId === orderId,
    );
  // The stage ends on 25 March: the day is the team's own.
  assert.deepEqual([(await owed())?.standing, (await owed())?.dueOn], ['open', '2026-04-10']);
  const params = { obligationId: (await owed())?.id ?? '' };
  const town = await house.as('otherTown');
  const why = { params, body: { reason: '已在办' } };
  assert.equal(await refusalOf(town.call(exemptObligation, why)), 'order-stands');
  const first = await answer('jointSecretary', orderId);
  assert.equal((await owed())?.standing, 'waiting');
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  await verify('otherTeam', first, 'returned', '不全');
  assert.equal((await owed())?.standing, 'open');
  await verify('otherTown', await answer('jointSecretary', orderId), 'verified');
  assert.deepEqual([(await owed())?.standing, (await owed())?.dischargedOn], ['discharged', '2026-03-20']);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('given a finding without an order, then another order can follow, and only of the team', async () => {
  const { id: findingId } = await find('team', 'COMMUNITY', { dueOn: null });
  const issue = async (who: CastName, dueOn = '2026-03-22') =>
    (await house.as(who)).call(issueOrder, { params: { findingId }, body: { ...order, dueOn } });
  assert.equal(await refusalOf(issue('communityHead')), 'not-permitted');
  assert.equal(await refusalOf(issue('office')), 'not-permitted');
  assert.equal(await refusalOf(issue('otherTeam')), 'not-found');
  assert.equal(await refusalOf(issue('team', '2026-03-19')), 'order-due-before-today');
  await issue('team');
  await issue('team', '2026-03-21');
  const listed = await findings('communityClerk', 'COMMUNITY');
  assert.deepEqual([listed.all, listed.open, listed.overdue, listed.may.find], [1, 2, 0, false]);
  assert.deepEqual(
    listed.findings[0]?.orders.map(({ dueOn }) => dueOn),
    ['2026-03-21', '2026-03-22'],
  );
  assert.equal((await findings('team', 'COMMUNITY')).may.find, true);
});

test('given a code that the playbook does not have, then nothing is recorded', async () => {
  assert.equal(await refusalOf(find('team', 'SCHOOL', { code: 'nowhere' })), 'finding-code-unknown');
});

test('given open orders, then each finds those that wait for it: the unit to answer, the team to verify', async () => {
  const orderId = await ordered('otherTeam', 'CLINIC');
  const mine = async (who: CastName) => (await own(who)).find(({ id }) => id === orderId)?.may ?? null;
  assert.deepEqual(await mine('jointSecretary'), { answer: true, verify: false });
  assert.deepEqual(await mine('otherTeam'), { answer: false, verify: false });
  assert.equal(await mine('team'), null);
  assert.equal(await mine('leader'), null);
  const answerId = await answer('jointSecretary', orderId);
  assert.deepEqual(await mine('otherTeam'), { answer: false, verify: true });
  await verify('otherTeam', answerId, 'verified');
  assert.equal(await mine('otherTeam'), null);
});

test('given a later answer, then the earlier one is not ruled on', async () => {
  const orderId = await ordered('team', 'SCHOOL');
  const first = await answer('clerk', orderId);
  const second = await answer('head', orderId);
  assert.equal(await refusalOf(verify('team', first, 'verified')), 'order-answer-superseded');
  const superseding = { code: '23514', constraint: 'order_verification__of_the_last' };
  await assert.rejects(forge(first, await personOf('罗亦舟')), superseding);
  await verify('team', second, 'verified');
});

test('given somebody of the unit, by office there, then the rules and the database both refuse to find, order and verify', async () => {
  const orderId = await ordered('team', 'COMMUNITY');
  const { id: findingId } = await find('team', 'COMMUNITY', { dueOn: null });
  const answerId = await answer('communityHead', orderId);
  const person = await personOf('罗亦舟');
  await (
    await house.as('office')
  ).call(appoint, {
    params: { organisationId: house.id('COMMUNITY') },
    body: { personId: person, role: 'clerk' },
  });
  assert.equal(await refusalOf(verify('team', answerId, 'verified')), 'recused-oneself');
  assert.equal(await refusalOf(find('team', 'COMMUNITY')), 'recused-oneself');
  const again = (await house.as('team')).call(issueOrder, { params: { findingId }, body: order });
  assert.equal(await refusalOf(again), 'recused-oneself');
  assert.equal((await findings('team', 'COMMUNITY')).may.find, false);
  assert.deepEqual((await read('team', orderId)).order.may, { answer: true, verify: false });
  assert.equal((await read('team', orderId)).order.notNow, 'recused-oneself');
  assert.equal((await read('communityClerk', orderId)).order.notNow, null);
  await assert.rejects(forge(answerId, person), { code: '23514', constraint: 'order_verification__recused' });
  await assert.rejects(
    rows(
      `insert into finding select region_id, gen_random_uuid(), campaign_id, participation_id, unit_id, stage_code, code, body, found_on,
         found_by, found_by_name, path, linked, now() from finding where id = $1`,
      [findingId],
    ),
    { code: '23514', constraint: 'finding__recused' },
  );
  // What he answers as the unit's clerk he does not verify either.
  const own2 = await answer('team', orderId);
  assert.equal(await refusalOf(verify('team', own2, 'verified')), 'order-answered-by-oneself');
  assert.equal((await read('team', orderId)).order.notNow, 'order-answered-by-oneself');
  await verify('town', own2, 'verified');
});

test('given nobody answered, then nothing is verified, and a verification without a right is refused by the database', async () => {
  const orderId = await ordered('otherTeam', 'CLINIC');
  await assert.rejects(
    rows(
      `insert into order_verification select o.region_id, gen_random_uuid(), o.campaign_id, o.id, 'verified', null, o.issued_by,
         gen_random_uuid(), '', o.path, o.linked, now() from order_to_correct o where id = $1`,
      [orderId],
    ),
    { code: '23514', constraint: 'order_verification__by_right' },
  );
  await assert.rejects(
    rows(
      `insert into order_verification select o.region_id, gen_random_uuid(), o.campaign_id, o.id, 'verified', null, gen_random_uuid(),
         $2, '', o.path, o.linked, now() from order_to_correct o where id = $1`,
      [orderId, await personOf('白若溪')],
    ),
    { code: '23503', constraint: 'order_verification__answer' },
  );
});

test('given the day has passed, then the order is overdue while the unit has to act, and late for ever once it is answered', async () => {
  const late = await startTestHouse();
  try {
    const params = { unitId: late.id('SCHOOL') };
    await (await late.as('team')).call(recordFinding, { params, body: { code: null, text: '签到不全', order } });
    late.clock.set(new Date('2026-03-24T09:00:00+08:00'));
    const clerk = await late.as('clerk');
    const list = () => clerk.call(listFindings, { params: { organisationId: late.id('SCHOOL') } });
    const { findings: found, overdue } = await list();
    assert.deepEqual([overdue, found[0]?.orders[0]?.isOverdue], [1, true]);
    const orderId = found[0]?.orders[0]?.id ?? '';
    await clerk.call(answerOrder, { params: { orderId }, body: { text: '补齐了', file: null } });
    const answered = await list();
    assert.deepEqual([answered.open, answered.overdue], [1, 0]);
    assert.deepEqual(
      [answered.findings[0]?.orders[0]?.isOverdue, answered.findings[0]?.orders[0]?.isLate],
      [false, true],
    );
  } finally {
    await late.close();
  }
});

const personOf = async (name: string) =>
  (await rows<{ id: string }>('select id from person where name = $1', [name]))[0]?.id ?? '';

/** A verification that no command writes. */
const forge = (answerId: string, by: string) =>
  rows(
    `insert into order_verification select region_id, id, campaign_id, order_id, 'verified', null, answered_by, $2, '', path, linked, now()
     from order_answer where id = $1`,
    [answerId, by],
  );
