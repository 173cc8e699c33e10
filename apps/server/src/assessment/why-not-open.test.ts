import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { confirmAssessment, enterCount, listAssessments, openAssessment } from '@muster/contract/assessment';
import { readGate } from '@muster/contract/gate';
import { answerOrder, listFindings, recordFinding, verifyOrder } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { condition, ownCampaign } from '../testing/own-campaign.fixture.ts';

// Whoever might open a vote is told beforehand what the command would answer; whoever may not is told nothing.

async function started(t: TestContext): Promise<TestHouse> {
  const house = await startTestHouse();
  t.after(() => house.close());
  return house;
}

const at = (house: TestHouse, day: string) => house.clock.set(new Date(`2026-03-${day}T09:00:00+08:00`));
const open = async (house: TestHouse, heldOn: string) =>
  (await (await house.as('clerk')).call(openAssessment, { params: { unitId: house.id('SCHOOL') }, body: { heldOn } }))
    .id;

async function opening(house: TestHouse, who: CastName = 'clerk', node = 'SCHOOL') {
  const answer = await (await house.as(who)).call(listAssessments, { params: { organisationId: house.id(node) } });
  return [answer.mayOpen, answer.openRefusal];
}

/** What the gate has whoever might open a vote do about it, and from when. */
async function offered(house: TestHouse) {
  const { findings } = await (await house.as('clerk')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  const found = findings.find(({ code }) => code === 'votes');
  return [found?.act.kind, found?.act.mayDo, found?.opensOn];
}

const free = [true, null];
const silent = [false, null];
const not = (code: string, params: object = {}) => [false, { code, params }];

async function vote(house: TestHouse, heldOn: string, dissatisfied: number): Promise<void> {
  const params = { assessmentId: await open(house, heldOn) };
  const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
  const body = { member: { ...none, satisfied: 20 - dissatisfied, dissatisfied }, representative: none };
  for (const teller of ['clerk', 'secretary'] as const)
    await (await house.as(teller)).call(enterCount, { params, body });
  await (await house.as('team')).call(confirmAssessment, { params });
}

async function mend(house: TestHouse): Promise<void> {
  const params = { unitId: house.id('SCHOOL') };
  const order = { text: '按月公开', dueOn: '2026-03-25' };
  const team = await house.as('team');
  const { id } = await team.call(recordFinding, { params, body: { code: null, text: '公开不及时', order } });
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } });
  const orderId = findings.find((finding) => finding.id === id)?.orders[0]?.id ?? '';
  const answer = { text: '已公开', file: null };
  const { id: answerId } = await (await house.as('clerk')).call(answerOrder, { params: { orderId }, body: answer });
  await team.call(verifyOrder, { params: { answerId }, body: { outcome: 'verified', note: null } });
}

test('given a vote that was lost, then whoever might open another is told what is missing, and nobody else', async (t) => {
  const house = await started(t);
  assert.deepEqual(await opening(house), free);
  await vote(house, '2026-03-18', 8);
  assert.deepEqual(await opening(house), not('assessment-needs-verified-order', { attempt: 1 }));
  assert.deepEqual(await opening(house, 'secretary'), silent, 'who may not open one');
  assert.deepEqual(await opening(house, 'office', 'TOWN'), silent, 'a place has no vote');
  at(house, '21');
  await mend(house);
  assert.deepEqual(await opening(house), free);
  await open(house, '2026-03-21');
  assert.deepEqual(await opening(house), not('assessment-open-already', { attempt: 2 }));
});

test('given days between two votes, then it is said which day is the earliest, and nothing is opened before it', async (t) => {
  const house = await started(t);
  const votes = condition('votes', 'measure: assessment.dissatisfied, hard: true, threshold: below 10 %');
  await ownCampaign(house, [votes], (yaml) =>
    yaml.replace(/^fewestVoters:/m, 'daysBetweenAssessments: 5\nfewestVoters:'),
  );
  await vote(house, '2026-03-18', 8);
  at(house, '21');
  await mend(house);
  assert.deepEqual(await opening(house), not('assessment-too-soon', { earliestOn: '2026-03-23', days: 5 }));
  assert.equal(await refusalOf(open(house, '2026-03-21')), 'assessment-too-soon');
  assert.deepEqual(await offered(house), ['open-assessment', false, '2026-03-23'], 'the gate offers it from that day');
  at(house, '23');
  assert.deepEqual(await opening(house), free);
  assert.deepEqual(await offered(house), ['open-assessment', true, null]);
});

test('given an application, or no stage that is open, then it is said', async (t) => {
  const house = await started(t);
  const sql = (text: string) => withClient(house.database.superuser(), (client) => client.query(text));
  await sql(
    `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
     select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'study', gen_random_uuid(), now(), path, linked from participation`,
  );
  assert.deepEqual(await opening(house), not('evidence-window-closed'));
  await sql(`update participation_stage set closed_at = now() where opened_at is not null`);
  assert.deepEqual(await opening(house), not('stage-not-open'));
});
