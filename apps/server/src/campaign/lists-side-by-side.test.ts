/** Two campaigns at one place: every list shows the one at hand, what awaits a person is told of both, and a record keeps its own. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import { listAssessments, openAssessment, readAssessment } from '@muster/contract/assessment';
import { askForDates, closeCampaign, listDateRequests, readUnitDates } from '@muster/contract/campaign';
import { applyForTransition, listTransitions, readGate } from '@muster/contract/gate';
import { listObligations, listOwed, readObligation, readToDo, submitDeliverable } from '@muster/contract/obligation';
import { listActivities, readActivity, recordActivity } from '@muster/contract/study';
import { listFindings, listOwnOrders, readOrder, recordFinding } from '@muster/contract/supervision';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { firstCampaign, furtherCampaign, teamIn } from '../testing/second-campaign.fixture.ts';

let house: TestHouse;
/** What was made in each campaign, by its id. */
const made = new Map<
  string,
  Readonly<Record<'activity' | 'assessment' | 'transition' | 'obligation' | 'order', string>>
>();
const campaigns = (): string[] => [...made.keys()];

const as = (who: CastName): Promise<Client> => house.as(who);

before(async () => {
  house = await startTestHouse();
  const first = await firstCampaign(house);
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  await teamIn(house, second, ['SCHOOL', 'COMMUNITY']);
  await withClient(house.database.superuser(), (client) => client.query('update stage_condition set is_hard = false'));
  for (const campaign of [first, second]) made.set(campaign, await work(campaign));
});
after(() => house.close());

/** A meeting, a vote, something handed in, an order and a request at the school; an application of the community. */
async function work(campaign: string) {
  const asking = { campaign };
  const school = { unitId: house.id('SCHOOL') };
  const [secretary, clerk, head, team] = [await as('secretary'), await as('clerk'), await as('head'), await as('team')];
  const { id: activity } = await secretary.call(
    recordActivity,
    {
      params: { branchId: house.id('SCHOOL-1') },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: '2026-03-19T14:00:00+08:00',
        endsAt: '2026-03-19T16:00:00+08:00',
        absences: [],
      },
    },
    asking,
  );
  const { id: assessment } = await clerk.call(
    openAssessment,
    { params: school, body: { heldOn: '2026-03-19' } },
    asking,
  );
  const community = { unitId: house.id('COMMUNITY') };
  const communityHead = await as('communityHead');
  const { judgedHash } = await communityHead.call(readGate, { params: community }, asking);
  const { id: transition } = await communityHead.call(
    applyForTransition,
    { params: community, body: { judgedHash } },
    asking,
  );
  const { obligations } = await head.call(listObligations, { params: { organisationId: house.id('SCHOOL') } }, asking);
  const obligation = obligations[0]?.id ?? '';
  const handedIn = { params: { obligationId: obligation }, body: { text: '已交', file: null } };
  await head.call(submitDeliverable, handedIn, asking);
  const body = { code: null, text: '签到不全', order: { text: '补齐', dueOn: '2026-03-25' } };
  await team.call(recordFinding, { params: school, body }, asking);
  const { findings } = await team.call(listFindings, { params: { organisationId: house.id('SCHOOL') } }, asking);
  const order = findings[0]?.orders[0]?.id ?? '';
  const { stages } = await clerk.call(readUnitDates, { params: school }, asking);
  const later = stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  later[2] = { ...later[2]!, endsOn: '2026-07-20' };
  await clerk.call(askForDates, { params: school, body: { stages: later, reason: '防汛' } }, asking);
  return { activity, assessment, transition, obligation, order };
}

/** The campaigns of what each list shows to somebody who asks for one, or for none. */
async function shown(who: CastName, node: string, campaign?: string) {
  const by = await as(who);
  const asking = campaign === undefined ? {} : { campaign };
  const at = { params: { organisationId: house.id(node) } };
  const { activities } = await by.call(listActivities, { ...at, query: { limit: 50 } }, asking);
  const { assessments } = await by.call(listAssessments, at, asking);
  const { obligations, all } = await by.call(listObligations, { ...at, query: { limit: 50 } }, asking);
  const waiting = await by.call(listObligations, { ...at, query: { state: 'waiting' } }, asking);
  const owed = await by.call(listOwed, { ...at, query: { state: 'all', limit: 100 } }, asking);
  const others = { query: { awaiting: 'others' } } as const;
  const transitions = (await by.call(listTransitions, {}, asking)).transitions.concat(
    (await by.call(listTransitions, others, asking)).transitions,
  );
  const requests = (await by.call(listDateRequests, {}, asking)).requests.concat(
    (await by.call(listDateRequests, others, asking)).requests,
  );
  const { findings } = await by.call(listFindings, at, asking);
  assert.deepEqual([obligations.length, owed.owed.length], [all, owed.all], 'a list has as many as it says');
  const of = (rows: readonly { readonly campaignId: string }[]) => [...new Set(rows.map((row) => row.campaignId))];
  return {
    activities: of(activities),
    assessments: of(assessments),
    obligations: of(obligations),
    waiting: of(waiting.obligations),
    owed: of(owed.owed),
    transitions: of(transitions),
    requests: of(requests),
    findings: of(findings.flatMap(({ orders }) => orders)),
  };
}

const eachShows = (...those: readonly string[]) => ({
  activities: those,
  assessments: those,
  obligations: those,
  waiting: those,
  owed: those,
  transitions: those,
  requests: those,
  findings: those,
});

test('given one is asked for, no list has a record of the other', async () => {
  for (const campaign of campaigns()) assert.deepEqual(await shown('office', 'TOWN', campaign), eachShows(campaign));
});

test('given nobody asks, lists of a place show the one at hand, and what awaits a person is of both', async () => {
  const [first = '', second = ''] = campaigns();
  const lists = await shown('office', 'TOWN');
  assert.deepEqual(
    { ...lists, transitions: lists.transitions.toSorted(), requests: lists.requests.toSorted() },
    { ...eachShows(second), transitions: [first, second].toSorted(), requests: [first, second].toSorted() },
  );
});

test('given one is asked for, what awaits oneself in the other is counted', async () => {
  const [first = '', second = ''] = campaigns();
  const elsewhere = [{ campaignId: second, awaiting: 1 }];
  const team = await as('team');
  assert.deepEqual((await team.call(listTransitions, {}, { campaign: first })).elsewhere, elsewhere);
  assert.deepEqual((await team.call(listTransitions, {})).elsewhere, []);
  const town = await as('town');
  assert.deepEqual((await town.call(listDateRequests, {}, { campaign: first })).elsewhere, elsewhere);
  assert.deepEqual((await town.call(listDateRequests, {})).elsewhere, []);
});

test('given one is asked for, one’s own tasks are those of both, each with the campaign it is of', async () => {
  const [first = '', second = ''] = campaigns();
  const both = [first, second].toSorted();
  const clerk = await as('clerk');
  const { owed } = await clerk.call(readToDo, { query: { state: 'all', limit: 100 } }, { campaign: first });
  assert.deepEqual([...new Set(owed.map(({ campaignId }) => campaignId))].toSorted(), both);
  const { orders } = await clerk.call(listOwnOrders, {}, { campaign: first });
  assert.deepEqual(orders.map(({ campaignId }) => campaignId).toSorted(), both);
});

test('given a record is opened by its id while the other is asked for, it is of its own campaign', async () => {
  const office = await as('office');
  for (const [campaign, things] of made) {
    const other = campaigns().find((each) => each !== campaign) ?? '';
    const asking = { campaign: other };
    const { activity } = await office.call(readActivity, { params: { activityId: things.activity } }, asking);
    const { assessment } = await office.call(readAssessment, { params: { assessmentId: things.assessment } }, asking);
    const owed = await office.call(readObligation, { params: { obligationId: things.obligation } }, asking);
    const { order } = await office.call(readOrder, { params: { orderId: things.order } }, asking);
    const those = [activity, assessment, owed.obligation, order];
    assert.deepEqual([...new Set(those.map(({ campaignId }) => campaignId))], [campaign]);
    const gate = await office.call(readGate, { params: { unitId: house.id('COMMUNITY') } }, { campaign });
    assert.deepEqual(
      [gate.transition?.id, gate.earlier],
      [things.transition, []],
      'a unit’s attempts are of one campaign',
    );
  }
});

test('given one is closed, it shows its own where it is asked for, and awaits nobody', async () => {
  const [first = '', second = ''] = campaigns();
  const office = await as('office');
  const body = { closedOn: '2026-03-20', reason: '任务完成', unfinished: 4 };
  await office.call(closeCampaign, { params: { campaignId: first }, body });
  const nothing = { transitions: [], requests: [] };
  assert.deepEqual(await shown('office', 'TOWN', first), { ...eachShows(first), ...nothing });
  assert.deepEqual(await shown('office', 'TOWN'), eachShows(second));
  const gate = await office.call(readGate, { params: { unitId: house.id('COMMUNITY') } }, { campaign: first });
  assert.deepEqual(
    [gate.transition, gate.earlier.map(({ state, may }) => [state, may.endorse, may.decide])],
    [null, [['lapsed', false, false]]],
  );
  assert.ok(gate.findings.every(({ act }) => !act.mayDo));
  const clerk = await as('clerk');
  const things = made.get(first)!;
  const { owed } = await clerk.call(readToDo, { query: { state: 'all', limit: 100 } });
  assert.deepEqual([...new Set(owed.map(({ campaignId }) => campaignId))], [second]);
  assert.deepEqual(
    (await clerk.call(listOwnOrders, {})).orders.map(({ campaignId }) => campaignId),
    [second],
  );
  const { assessment } = await clerk.call(readAssessment, { params: { assessmentId: things.assessment } });
  const { obligation } = await clerk.call(readObligation, { params: { obligationId: things.obligation } });
  const { mayVoid } = await (await as('secretary')).call(readActivity, { params: { activityId: things.activity } });
  assert.deepEqual([assessment.may.tell, obligation.may.submit, mayVoid], [false, false, false]);
});
