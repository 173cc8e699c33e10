import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { confirmAssessment, enterCount, listAssessments, openAssessment } from '@muster/contract/assessment';
import { readGate } from '@muster/contract/gate';
import { answerOrder, listFindings, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// A vote that blocks is held again only by an order that was given after it and that somebody else has verified.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const as = (who: CastName) => house.as(who);
const at = (day: string, time = '09:00') => house.clock.set(new Date(`2026-03-${day}T${time}:00+08:00`));
const open = async (heldOn: string) =>
  (await (await as('office')).call(openAssessment, { params: { unitId: house.id('SCHOOL') }, body: { heldOn } })).id;
const list = async () => (await as('office')).call(listAssessments, { params: { organisationId: house.id('SCHOOL') } });

async function vote(heldOn: string, dissatisfied: number): Promise<string> {
  const assessmentId = await open(heldOn);
  const body = { member: { ...none, satisfied: 20 - dissatisfied, dissatisfied }, representative: none };
  for (const teller of ['clerk', 'secretary'] as const)
    await (await as(teller)).call(enterCount, { params: { assessmentId }, body });
  await (await as('team')).call(confirmAssessment, { params: { assessmentId } });
  return assessmentId;
}

async function order(by: CastName = 'team', unit = 'SCHOOL'): Promise<string> {
  const { id } = await (
    await as(by)
  ).call(recordFinding, {
    params: { unitId: house.id(unit) },
    body: { code: null, text: '公开不及时', order: { text: '按月公开', dueOn: '2026-03-25' } },
  });
  const { findings } = await (await as('office')).call(listFindings, { params: { organisationId: house.id(unit) } });
  return findings.find((finding) => finding.id === id)?.orders[0]?.id ?? '';
}

async function answer(orderId: string, by: CastName = 'clerk'): Promise<string> {
  const body = { text: '已公开', file: null };
  return (await (await as(by)).call(answerOrder, { params: { orderId }, body })).id;
}

async function verify(answerId: string, outcome: 'verified' | 'returned', by: CastName = 'team'): Promise<void> {
  const body = { outcome, note: outcome === 'returned' ? '还缺二月' : null };
  await (await as(by)).call(verifyOrder, { params: { answerId }, body });
}

async function correct(orderId: string, outcome: 'verified' | 'returned', by: CastName = 'clerk'): Promise<void> {
  await verify(await answer(orderId, by), outcome, by === 'jointSecretary' ? 'otherTeam' : 'team');
}

test('given a vote that blocks, then only a verified order given after it opens the next, and the last counts', async () => {
  at('18', '08:00');
  const earlier = await order();
  await vote('2026-03-17', 8);
  const refused = (heldOn = '2026-03-18') => refusalOf(open(heldOn));
  assert.equal(await refused(), 'assessment-needs-verified-order');
  at('18', '10:00');
  await correct(earlier, 'verified');
  assert.equal(await refused(), 'assessment-needs-verified-order', 'an order from before the vote');
  const elsewhere = await order('otherTeam', 'CLINIC');
  await correct(elsewhere, 'verified', 'jointSecretary');
  assert.equal(await refused(), 'assessment-needs-verified-order', 'an order to another unit');
  const dissatisfied = async (who: CastName = 'office') =>
    (await (await as(who)).call(readGate, { params: { unitId: house.id('SCHOOL') } })).findings.find(
      ({ measure }) => measure === 'assessment.dissatisfied',
    );
  const actOfGate = async (who: CastName = 'team') => {
    const finding = await dissatisfied(who);
    return [finding?.act.kind, finding?.act.mayDo, ...(finding?.whose ?? []).map(({ role }) => role)];
  };
  assert.deepEqual(
    await actOfGate(),
    ['order-correction', true, 'supervisor'],
    'the team orders what is to be put right',
  );
  assert.deepEqual(await actOfGate('head'), ['order-correction', false, 'supervisor']);
  const orderId = await order();
  assert.equal(await refused(), 'assessment-needs-verified-order', 'an order that is open');
  assert.equal((await list()).mayOpen, false);
  assert.deepEqual(await actOfGate('head'), ['close-orders', true, 'head'], 'the unit puts it right');
  await correct(orderId, 'returned');
  assert.equal(await refused(), 'assessment-needs-verified-order', 'an order that was returned');
  at('19');
  assert.deepEqual(await actOfGate('head'), ['close-orders', true, 'head'], 'returned, it is the unit’s again');
  const answered = await answer(orderId);
  assert.deepEqual(await actOfGate(), ['verify-order', true, 'supervisor'], 'what was answered waits for the team');
  assert.equal((await dissatisfied())?.act.targetId, orderId);
  await verify(answered, 'verified');
  assert.equal((await list()).mayOpen, true);
  assert.deepEqual((await actOfGate('clerk')).slice(0, 2), ['open-assessment', true], 'and then to another vote');
  assert.equal(await refusalOf(open('2026-03-18')), 'assessment-before-verification');
  const blocking = await dissatisfied();
  assert.deepEqual([blocking?.verdict, blocking?.num, blocking?.den], ['not-met', 8, 20]);
  const again = await open('2026-03-19');
  // Opened and not confirmed it undoes nothing.
  assert.equal((await dissatisfied())?.verdict, 'not-met');
  assert.equal(await refusalOf(open('2026-03-19')), 'assessment-open-already');
  const body = { member: { ...none, satisfied: 20 }, representative: none };
  for (const teller of ['clerk', 'secretary'] as const)
    await (await as(teller)).call(enterCount, { params: { assessmentId: again }, body });
  assert.equal((await dissatisfied())?.verdict, 'not-met');
  await (await as('team')).call(confirmAssessment, { params: { assessmentId: again } });
  assert.equal((await dissatisfied())?.verdict, 'met');
  const { assessments, mayOpen } = await list();
  assert.deepEqual(
    assessments.map(({ attempt, tally }) => [attempt, tally?.dissatisfied]),
    [
      [1, 8],
      [2, 0],
    ],
  );
  assert.equal(mayOpen, false);
  const page = async (last?: string) =>
    (await as('office')).call(listAssessments, {
      params: { organisationId: house.id('SCHOOL') },
      query: { limit: 1, ...(last !== undefined && { after: last }) },
    });
  const first = await page();
  const second = await page(first.next ?? '');
  assert.deepEqual(
    [...first.assessments, ...second.assessments],
    assessments,
    'the second page goes on after the first',
  );
  assert.deepEqual([first.all, second.all, second.next], [2, 2, null]);
  assert.equal(await refused('2026-03-19'), 'assessment-needs-verified-order', 'one order, one further vote');
});

test('given nobody asks the rules, then the database refuses another vote by the same order, another unit’s or none', async () => {
  const copy = (set: string) =>
    withClient(house.database.superuser(), (client) =>
      client.query(`insert into assessment
        select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'attempt', 3, 'recorded_at', clock_timestamp()) || ${set})).*
        from assessment a where a.attempt = 2`),
    );
  await assert.rejects(copy(`'{}'`), { code: '23514', constraint: 'assessment__verified_order' });
  await assert.rejects(copy(`'{"order_id": null}'`), { code: '23514', constraint: 'assessment__verified_order' });
  const clinic = `(select jsonb_build_object('order_id', id) from order_to_correct where unit_id = '${house.id('CLINIC')}')`;
  await assert.rejects(copy(clinic), { code: '23514', constraint: 'assessment__verified_order' });
  await assert.rejects(copy(`'{"attempt": 4}'`), { code: '23514', constraint: 'assessment__last_confirmed' });
});

test('given something small was ordered and verified beside what the failed vote was about, then nothing is voted on until that is verified, too', async () => {
  const unit = 'COMMUNITY';
  at('20', '08:00');
  const openThere = async (heldOn: string) =>
    (await (await as('office')).call(openAssessment, { params: { unitId: house.id(unit) }, body: { heldOn } })).id;
  const assessmentId = await openThere('2026-03-19');
  const body = { member: { ...none, satisfied: 70, dissatisfied: 25 }, representative: none };
  for (const teller of ['communityHead', 'communityClerk'] as const)
    await (await as(teller)).call(enterCount, { params: { assessmentId }, body });
  await (await as('team')).call(confirmAssessment, { params: { assessmentId } });
  at('20', '10:00');
  const about = await order('team', unit);
  const small = await order('team', unit);
  await correct(small, 'verified', 'communityHead');
  const mayOpen = async () =>
    (await (await as('office')).call(listAssessments, { params: { organisationId: house.id(unit) } })).mayOpen;
  assert.equal(await refusalOf(openThere('2026-03-20')), 'assessment-needs-verified-order');
  assert.equal(await mayOpen(), false);
  await correct(about, 'verified', 'communityHead');
  assert.equal(await mayOpen(), true);
  await openThere('2026-03-20');
});
