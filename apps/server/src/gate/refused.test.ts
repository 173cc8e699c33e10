import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideTransition, readGate, returnTransition } from '@muster/contract/gate';
import { readToDo } from '@muster/contract/obligation';
import { answerOrder, listFindings, readOrder, verifyOrder } from '@muster/contract/supervision';
import { Refused } from '@muster/client';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, decide, endorse, stoppedBy, vote } from './ways-round.fixture.ts';
import { readRoll, recordActivity } from '@muster/contract/study';

// A unit that is refused gets what it has to mend as an order with a day, is led to it, and applies again once it is verified.

let house: TestHouse;
let transitionId: string;
before(async () => {
  house = await startTestHouse();
  const secretary = await house.as('communityHead');
  for (const day of ['16', '17'])
    await secretary.call(recordActivity, {
      params: { branchId: house.id('COMMUNITY-1') },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `2026-03-${day}T14:00:00+08:00`,
        endsAt: `2026-03-${day}T16:00:00+08:00`,
        absences: [],
        lateReason: '补记',
      },
    });
  await vote(house, 1, 90);
  transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
});
after(() => house.close());

const unit = () => ({ params: { unitId: house.id('COMMUNITY') } });
const earlier = async () => (await (await house.as('communityHead')).call(readGate, unit())).earlier;
const last = async () => (await earlier()).at(-1);
const refused = async () => (await earlier()).find(({ state }) => state === 'refused');

test('given no day, or one that has passed, then nothing is refused', async () => {
  const office = await house.as('office');
  const refuse = (mendBy?: string) =>
    office.call(decideTransition, {
      params: { transitionId },
      body: { outcome: 'refused', note: '笔记没有抽查', ...(mendBy !== undefined && { mendBy }) },
    });
  assert.equal(await refusalOf(refuse()), 'mend-by-missing');
  assert.equal(await refusalOf(refuse('2026-03-19')), 'order-due-before-today');
  assert.equal(await refusalOf(refuse('2046-03-19')), 'day-too-far');
  await refuse('2026-03-24');
});

test('then the reason is owed by the unit until that day, and the page of the unit leads there', async () => {
  const one = await last();
  assert.deepEqual([one?.state, one?.order?.dueOn, one?.order?.state], ['refused', '2026-03-24', 'open']);
  const orderId = one?.order?.id ?? '';
  const clerk = await house.as('communityClerk');
  const { owed } = await clerk.call(readToDo, {});
  const order = owed.find(({ originId }) => originId === orderId);
  assert.deepEqual([order?.kind, order?.dueOn, order?.title.zh], ['order', '2026-03-24', '限期整改：不予转段']);
  const { findings } = await clerk.call(listFindings, { params: { organisationId: house.id('COMMUNITY') } });
  assert.deepEqual(
    findings.map(({ text, orders }) => [text, orders.map(({ id }) => id)]),
    [['笔记没有抽查', [orderId]]],
  );
  const { finding } = await clerk.call(readOrder, { params: { orderId } });
  assert.deepEqual([finding.text, finding.isRefusal], ['笔记没有抽查', true]);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
  const kinds = await asOwner<{ kind: string }>(
    house,
    `select kind from ledger_entry where unit_id = '${house.id('COMMUNITY')}' order by recorded_at desc, id desc limit 3`,
  );
  assert.deepEqual(kinds.map(({ kind }) => kind).toSorted(), [
    'gate.transition-refused',
    'supervision.finding-recorded',
    'supervision.order-issued',
  ]);
});

const orderOf = async () => (await refused())?.order?.id ?? '';
const again = () => apply(house, 'communityHead', 'COMMUNITY');
const standing = async (who: CastName) => (await house.as(who)).call(readGate, unit());

test('until it is verified the unit does not apply: the page says so beforehand, with the order, and so does whoever tries', async () => {
  const orderId = await orderOf();
  const gate = await standing('communityHead');
  assert.equal(gate.mayApply, false);
  const params = { order: orderId, owed: '笔记没有抽查', dueOn: '2026-03-24' };
  assert.deepEqual(gate.applyRefusal, { code: 'refusal-not-mended', params });
  assert.deepEqual(gate.unmended, [{ id: orderId, text: '笔记没有抽查', dueOn: '2026-03-24', state: 'open' }]);
  const problem = await again().then(
    () => assert.fail('it applied'),
    (error: unknown) => (error instanceof Refused ? error.problem : assert.fail(String(error))),
  );
  assert.deepEqual([problem.code, problem.params], ['refusal-not-mended', params]);
});

/** As the application's login would write it, were the rules in the program not asked. */
const written = `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
  select region_id, $1::uuid, campaign_id, participation_id, unit_id, stage_code, applied_by, clock_timestamp(), path, linked
  from transition where id = $2::uuid`;

test('nor is an application written into the database', async () => {
  assert.equal(await stoppedBy(house, written, [crypto.randomUUID(), transitionId]), 'transition__refusal_mended');
});

test('an application that was open already is not endorsed; sent back, its order takes an answer again, having said why it took none', async () => {
  const orderId = await orderOf();
  const seen = async (who: CastName) => {
    const { order } = await (await house.as(who)).call(readOrder, { params: { orderId } });
    return [order.may.answer, order.notNow];
  };
  assert.deepEqual(await seen('communityClerk'), [true, null]);
  const open = await asOfBefore(again);
  assert.deepEqual(await seen('communityClerk'), [false, 'evidence-window-closed']);
  assert.deepEqual(await seen('communityHead'), [false, 'evidence-window-closed']);
  assert.deepEqual(await seen('town'), [false, null], 'nothing is for it to verify yet');
  const secretary = await house.as('communityHead');
  const branch = () => secretary.call(readRoll, { params: { branchId: house.id('COMMUNITY-1') } });
  assert.equal((await branch()).stage?.isJudged, true);
  assert.equal(await refusalOf(endorse(house, 'team', open)), 'refusal-not-mended');
  await sendBack(open);
  assert.deepEqual(await seen('communityClerk'), [true, null]);
  assert.equal((await branch()).stage?.isJudged, false);
});

test('one that was endorsed already is not passed: the office refuses it again, and the unit mends both', async () => {
  const open = await asOfBefore(again);
  const endorsed = `insert into transition_step (region_id, transition_id, step, actor_id, actor_name, judged, judged_hash, recorded_at, path, linked)
    select s.region_id, $1::uuid, 'endorsed', s.actor_id, s.actor_name, s.judged, s.judged_hash, clock_timestamp(), s.path, s.linked
    from transition_step s where s.transition_id = $2::uuid and s.step = 'endorsed'`;
  assert.equal(await stoppedBy(house, endorsed, [open, transitionId]), 'transition_step__refusal_mended');
  await asOfBefore(() => endorse(house, 'team', open));
  assert.equal(await refusalOf(decide(house, 'office', open)), 'refusal-not-mended');
  const passed = `select gate_decide(s.region_id, $1::uuid, 'passed', d.decided_by, '', null, s.judged_hash, clock_timestamp())
    from transition_step s, transition_decision d where s.transition_id = $1::uuid and s.step = 'endorsed' and d.transition_id = $2::uuid`;
  assert.equal(await stoppedBy(house, passed, [open, transitionId]), 'transition_decision__refusal_mended');
  const clerk = await house.as('communityClerk');
  const answering = async (orderId: string) =>
    clerk.call(answerOrder, { params: { orderId }, body: { text: '已抽查', file: null } });
  assert.equal(await refusalOf(answering(await orderOf())), 'evidence-window-closed');
  assert.equal(await refusalOf(sendBack(open)), 'transition-endorsed-already');
  const body = { outcome: 'refused', note: '上次的还没有整改', mendBy: '2026-03-25' } as const;
  await (await house.as('office')).call(decideTransition, { params: { transitionId: open }, body });
  const texts = async () => (await standing('communityHead')).unmended.map(({ text }) => text);
  assert.deepEqual(await texts(), ['笔记没有抽查', '上次的还没有整改']);
  const { id: answerId } = await answering((await last())?.order?.id ?? '');
  const verified = { outcome: 'verified', note: null } as const;
  await (await house.as('team')).call(verifyOrder, { params: { answerId }, body: verified });
  assert.deepEqual(await texts(), ['笔记没有抽查']);
});

async function sendBack(open: string): Promise<void> {
  await (await house.as('team')).call(returnTransition, { params: { transitionId: open }, body: { reason: '先整改' } });
}

test('answered it is still to be verified, sent back as well; verified by somebody else it is mended, and the unit applies and passes', async () => {
  const orderId = await orderOf();
  const [clerk, team] = [await house.as('communityClerk'), await house.as('team')];
  const answer = async (text: string) =>
    (await clerk.call(answerOrder, { params: { orderId }, body: { text, file: null } })).id;
  const verify = (answerId: string, outcome: 'verified' | 'returned') =>
    team.call(verifyOrder, { params: { answerId }, body: { outcome, note: outcome === 'returned' ? '少三本' : null } });
  const states = async () => (await standing('communityHead')).unmended.map(({ state }) => state);
  const first = await answer('已抽查');
  assert.equal((await refused())?.order?.state, 'answered');
  assert.deepEqual([await states(), await refusalOf(again())], [['answered'], 'refusal-not-mended']);
  await verify(first, 'returned');
  assert.deepEqual([await states(), await refusalOf(again())], [['returned'], 'refusal-not-mended']);
  await verify(await answer('三本也抽查了'), 'verified');
  assert.equal((await refused())?.order?.state, 'verified');
  const gate = await standing('communityHead');
  assert.deepEqual([gate.unmended, gate.mayApply, gate.applyRefusal], [[], true, null]);
  const open = await again();
  await endorse(house, 'team', open);
  const office = await house.as('office');
  await office.call(decideTransition, { params: { transitionId: open }, body: { outcome: 'passed' } });
  assert.equal((await last())?.order, null, 'who passed has nothing to mend');
});

test('by the right to decide nothing is ordered but of what oneself refused', async () => {
  const found = (transition: string, by: string) => `
    insert into finding (region_id, id, campaign_id, participation_id, unit_id, stage_code, body, transition_id, found_on, found_by, found_by_name, path, linked, recorded_at)
    select region_id, gen_random_uuid(), campaign_id, participation_id, unit_id, stage_code, '再写', ${transition}, found_on, ${by}, '甲', path, linked, recorded_at
    from finding where transition_id = '${transitionId}'`;
  const passed = `(select transition_id from transition_decision where outcome = 'passed' limit 1)`;
  assert.equal(await stoppedBy(house, found(passed, 'found_by')), 'finding__of_a_refusal');
  assert.equal(
    await stoppedBy(house, found(`'${transitionId}'`, `'${house.id('SCHOOL-1-04')}'`)),
    'finding__of_a_refusal',
  );
  assert.equal(await stoppedBy(house, found(`'${transitionId}'`, 'found_by')), 'finding__one_a_refusal');
  assert.equal(await stoppedBy(house, found('null', 'found_by')), 'finding__by_right');
});

test('what was refused before an order came with it is applied for again as it was', async () => {
  const own = await startTestHouse();
  try {
    for (const day of ['2026-03-17', '2026-03-18']) await meet(own, 'communityHead', { branch: 'COMMUNITY-1', day });
    await vote(own, 1, 90);
    const id = await apply(own, 'communityHead', 'COMMUNITY');
    await endorse(own, 'team', id);
    const body = { outcome: 'refused', note: '材料不全', mendBy: '2026-03-24' } as const;
    await (await own.as('office')).call(decideTransition, { params: { transitionId: id }, body });
    // What an older version wrote names no refusal.
    await asOwner(own, 'update finding set transition_id = null');
    const gate = await (await own.as('communityHead')).call(readGate, { params: { unitId: own.id('COMMUNITY') } });
    assert.deepEqual([gate.earlier[0]?.state, gate.earlier[0]?.order, gate.mayApply], ['refused', null, true]);
    await apply(own, 'communityHead', 'COMMUNITY');
  } finally {
    await own.close();
  }
});

/** An older version knew no such rule: here it sees no order. */
async function asOfBefore<T>(work: () => Promise<T>): Promise<T> {
  await asOwner(house, `update finding set transition_id = null where transition_id = '${transitionId}'`);
  try {
    return await work();
  } finally {
    await asOwner(
      house,
      `update finding set transition_id = '${transitionId}' where body = '笔记没有抽查' and transition_id is null`,
    );
  }
}
