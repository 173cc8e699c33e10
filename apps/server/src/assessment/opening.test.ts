import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  readAssessment,
} from '@muster/contract/assessment';
import { castNames, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

async function opened(t: TestContext): Promise<TestHouse> {
  const house = await startTestHouse();
  t.after(() => house.close());
  return house;
}

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const open = async (house: TestHouse, who: CastName, unit: string, heldOn = '2026-03-19') =>
  (await house.as(who)).call(openAssessment, { params: { unitId: house.id(unit) }, body: { heldOn } });
const list = async (house: TestHouse, who: CastName, node: string) =>
  (await house.as(who)).call(listAssessments, { params: { organisationId: house.id(node) } });
const sql = (house: TestHouse, text: string, values: unknown[] = []) =>
  withClient(house.database.superuser(), (client) => client.query(text, values));

test('who may vote is counted from the roster: no applicant, and nobody twice', async (t) => {
  const house = await opened(t);
  const { rowCount } = await sql(
    house,
    `insert into appointment (region_id, id, person_id, organisation_id, role, origin, from_on, path, linked, recorded_by, recorded_at)
     select o.region_id, gen_random_uuid(), $1, o.id, 'representative', 'own', '2026-03-01', o.path, o.linked, $1, now()
     from organisation o where o.id = $2`,
    [house.id('SCHOOL-1-04'), house.id('SCHOOL')],
  );
  assert.equal(rowCount, 1);
  const { id } = await open(house, 'clerk', 'SCHOOL');
  const { assessment } = await (await house.as('clerk')).call(readAssessment, { params: { assessmentId: id } });
  assert.deepEqual(assessment.electorate, { member: 20, representative: 10 });
});

test('fewer than ten voters, members and representatives together, are too few', async (t) => {
  const house = await opened(t);
  await sql(house, `update membership set to_on = '2026-03-01', end_reason = 'left' where person_id = $1`, [
    house.id('STATION-01'),
  ]);
  const call = open(house, 'otherTown', 'STATION');
  await assert.rejects(call, (error: { problem?: { code: string; params: object } }) => {
    assert.deepEqual([error.problem?.code, error.problem?.params], ['too-few-voters', { voters: 9, least: 10 }]);
    return true;
  });
});

test('it is about a vote that was held, in the stage that is open', async (t) => {
  const house = await opened(t);
  assert.equal(await refusalOf(open(house, 'head', 'SCHOOL', '2026-03-21')), 'assessment-not-held-yet');
  assert.equal(await refusalOf(open(house, 'head', 'SCHOOL', '2026-02-09')), 'assessment-before-stage');
  await sql(house, `update participation_stage set closed_at = now() where opened_at is not null`);
  assert.equal(await refusalOf(open(house, 'head', 'SCHOOL')), 'stage-not-open');
});

test('one at a time, though two open it at once; after a confirmed one an order is needed', async (t) => {
  const house = await opened(t);
  const calls = await Promise.allSettled([open(house, 'head', 'SCHOOL'), open(house, 'team', 'SCHOOL')]);
  assert.deepEqual(calls.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal(await refusalOf(open(house, 'clerk', 'SCHOOL')), 'assessment-open-already');
  const { assessments } = await list(house, 'clerk', 'SCHOOL');
  const params = { assessmentId: assessments[0]?.id ?? '' };
  const body = { member: { ...none, satisfied: 12 }, representative: none };
  await (await house.as('clerk')).call(enterCount, { params, body });
  await (await house.as('secretary')).call(enterCount, { params, body });
  await (await house.as('team')).call(confirmAssessment, { params });
  assert.equal(await refusalOf(open(house, 'office', 'SCHOOL')), 'assessment-needs-verified-order');
});

test('an application closes the evidence: nothing is opened, counted or confirmed', async (t) => {
  const house = await opened(t);
  const { id: assessmentId } = await open(house, 'head', 'SCHOOL');
  await sql(
    house,
    `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
     select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'study', gen_random_uuid(), now(), path, linked from participation`,
  );
  const params = { assessmentId };
  const body = { member: none, representative: none };
  assert.equal(await refusalOf(open(house, 'communityHead', 'COMMUNITY')), 'evidence-window-closed');
  const counting = (await house.as('clerk')).call(enterCount, { params, body });
  assert.equal(await refusalOf(counting), 'evidence-window-closed');
  const confirming = (await house.as('team')).call(confirmAssessment, { params });
  assert.equal(await refusalOf(confirming), 'evidence-window-closed');
  assert.equal((await list(house, 'communityHead', 'COMMUNITY')).mayOpen, false);
});

test('a list shows what one may see: the school at depth 4, the other town nothing of it', async (t) => {
  const house = await opened(t);
  await open(house, 'head', 'SCHOOL');
  await open(house, 'communityHead', 'COMMUNITY');
  await open(house, 'otherTown', 'STATION');
  const names = async (who: CastName, node: string) =>
    (await list(house, who, node)).assessments.map(({ unit }) => unit.name).toSorted();
  assert.deepEqual(await names('office', 'COUNTY'), ['明湖社区', '白鹭镇中心小学', '石桥镇农技站'].toSorted());
  assert.deepEqual(await names('town', 'TOWN-COMMITTEE'), ['明湖社区', '白鹭镇中心小学'].toSorted());
  assert.deepEqual(await names('clerk', 'SCHOOL'), ['白鹭镇中心小学']);
  assert.deepEqual(await names('secretary2', 'SCHOOL-2'), ['白鹭镇中心小学']);
  assert.equal(await refusalOf(list(house, 'clerk', 'TOWN')), 'not-permitted');
  assert.equal(await refusalOf(list(house, 'otherTown', 'SCHOOL')), 'not-found');
});

test('who may open, count and confirm at the school', async (t) => {
  const house = await opened(t);
  const unitId = house.id('SCHOOL');
  const { id: assessmentId } = await open(house, 'office', 'SCHOOL');
  const full = { ...none, void: 1000 };
  const closed = new Set<string | null>(['not-permitted', 'not-found', 'not-logged-in']);
  const may: Record<string, string[]> = {};
  for (const who of [...castNames, 'stranger'] as const) {
    const client = await house.as(who);
    const params = { assessmentId };
    const attempts = {
      open: () => client.call(openAssessment, { params: { unitId }, body: { heldOn: '2026-03-19' } }),
      // More papers than voters: refused to everybody, and to those who may count for that reason.
      count: () => client.call(enterCount, { params, body: { member: full, representative: none } }),
      confirm: () => client.call(confirmAssessment, { params }),
      read: () => client.call(readAssessment, { params }),
    };
    may[who] = [];
    for (const [verb, attempt] of Object.entries(attempts)) {
      if (!closed.has(await refusalOf(attempt()))) may[who].push(verb);
    }
  }
  assert.deepEqual(may, {
    administrator: ['read'],
    office: ['open', 'read'],
    county: ['open', 'read'],
    town: ['open', 'read'],
    otherTown: [],
    leader: ['read'],
    auditor: ['read'],
    team: ['open', 'confirm', 'read'],
    otherTeam: [],
    head: ['open', 'read'],
    clerk: ['open', 'count', 'read'],
    secretary: ['count', 'read'],
    secretary2: ['count', 'read'],
    communityHead: [],
    communityClerk: [],
    jointSecretary: [],
    member: [],
    stranger: [],
  });
});
