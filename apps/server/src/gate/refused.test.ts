import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideTransition, readGate, returnTransition } from '@muster/contract/gate';
import { readToDo } from '@muster/contract/obligation';
import { answerOrder, listFindings, readOrder, verifyOrder } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { apply, asOwner, endorse, stoppedBy, vote } from './ways-round.fixture.ts';
import { readRoll, recordActivity } from '@muster/contract/study';

// A unit that is refused gets what it has to mend as an order with a day, is led to it, and applies again.

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

test('while a new application is open, the order says to whoever answers it why it takes no answer now', async () => {
  const orderId = (await refused())?.order?.id ?? '';
  const seen = async (who: CastName) => {
    const { order } = await (await house.as(who)).call(readOrder, { params: { orderId } });
    return [order.may.answer, order.notNow];
  };
  assert.deepEqual(await seen('communityClerk'), [true, null]);
  const open = await apply(house, 'communityHead', 'COMMUNITY');
  assert.deepEqual(await seen('communityClerk'), [false, 'evidence-window-closed']);
  assert.deepEqual(await seen('communityHead'), [false, 'evidence-window-closed']);
  assert.deepEqual(await seen('town'), [false, null], 'nothing is for it to verify yet');
  const secretary = await house.as('communityHead');
  const branch = () => secretary.call(readRoll, { params: { branchId: house.id('COMMUNITY-1') } });
  assert.equal((await branch()).stage?.isJudged, true);
  const answering = (await house.as('communityClerk')).call(answerOrder, {
    params: { orderId },
    body: { text: '已抽查', file: null },
  });
  assert.equal(await refusalOf(answering), 'evidence-window-closed');
  await (await house.as('team')).call(returnTransition, { params: { transitionId: open }, body: { reason: '先整改' } });
  assert.deepEqual(await seen('communityClerk'), [true, null]);
  assert.equal((await branch()).stage?.isJudged, false);
});

test('answered and verified by somebody else, it is mended, and the unit is let pass on its next application', async () => {
  const orderId = (await refused())?.order?.id ?? '';
  const { id: answerId } = await (
    await house.as('communityClerk')
  ).call(answerOrder, { params: { orderId }, body: { text: '已抽查', file: null } });
  assert.equal((await refused())?.order?.state, 'answered');
  await (await house.as('team')).call(verifyOrder, { params: { answerId }, body: { outcome: 'verified', note: null } });
  assert.equal((await refused())?.order?.state, 'verified');
  const again = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', again);
  const office = await house.as('office');
  await office.call(decideTransition, { params: { transitionId: again }, body: { outcome: 'passed' } });
  assert.equal((await last())?.order, null, 'who passed has nothing to mend');
});

test('by the right to decide nothing is ordered but of what oneself refused', async () => {
  const written = (transition: string, by: string) => `
    insert into finding (region_id, id, campaign_id, participation_id, unit_id, stage_code, body, transition_id, found_on, found_by, found_by_name, path, linked, recorded_at)
    select region_id, gen_random_uuid(), campaign_id, participation_id, unit_id, stage_code, '再写', ${transition}, found_on, ${by}, '甲', path, linked, recorded_at
    from finding where transition_id = '${transitionId}'`;
  const passed = `(select transition_id from transition_decision where outcome = 'passed' limit 1)`;
  assert.equal(await stoppedBy(house, written(passed, 'found_by')), 'finding__of_a_refusal');
  assert.equal(
    await stoppedBy(house, written(`'${transitionId}'`, `'${house.id('SCHOOL-1-04')}'`)),
    'finding__of_a_refusal',
  );
  assert.equal(await stoppedBy(house, written(`'${transitionId}'`, 'found_by')), 'finding__one_a_refusal');
  assert.equal(await stoppedBy(house, written('null', 'found_by')), 'finding__by_right');
});
