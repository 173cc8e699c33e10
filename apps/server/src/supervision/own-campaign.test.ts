/** A team answers for its units in its own campaign: in another one at the same unit it does nothing and sees nothing, by no route. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  readAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { readCampaignsAt } from '@muster/contract/campaign';
import {
  applyForTransition,
  endorseTransition,
  listTransitions,
  readGate,
  returnTransition,
} from '@muster/contract/gate';
import {
  checkDeliverable,
  listObligations,
  listOwed,
  readObligation,
  readOwed,
  submitDeliverable,
} from '@muster/contract/obligation';
import { listActivities, readActivity, recordActivity } from '@muster/contract/study';
import {
  answerOrder,
  issueOrder,
  listFindings,
  listOwnOrders,
  listTeams,
  readOrder,
  recordFinding,
  verifyOrder,
} from '@muster/contract/supervision';
import type { Client } from '@muster/client';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { firstCampaign, furtherCampaign, teamIn } from '../testing/second-campaign.fixture.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const text = '签到表不全';

/** The community in two campaigns, a team in each; whoever is in the second is in no team of the first there. */
let house: TestHouse;
let first: string;
let second: string;
let team: Client;
let outsider: Client;
/** What there is in the first campaign for a team to act on. */
let there: Readonly<
  Record<'findingId' | 'orderId' | 'answerId' | 'deliverableId' | 'obligationId' | 'activityId', string>
>;

before(async () => {
  house = await startTestHouse();
  first = await firstCampaign(house);
  second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  await teamIn(house, second, ['COMMUNITY'], 'otherTeam');
  team = await house.as('team');
  outsider = await house.as('otherTeam');
  await prepare();
});
after(() => house.close());

async function rows<Row extends object>(statement: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(statement)).rows);
}

const unit = () => ({ unitId: house.id('COMMUNITY') });
const node = () => ({ organisationId: house.id('COMMUNITY') });
const inFirst = () => ({ campaign: first });
const inSecond = () => ({ campaign: second });

async function prepare(): Promise<void> {
  await rows('update stage_condition set is_hard = false');
  const head = await house.as('communityHead');
  const body = { code: null, text, order: { text: '三日内补齐', dueOn: '2026-03-23' } };
  const { id: findingId } = await team.call(recordFinding, { params: unit(), body }, inFirst());
  const { findings } = await team.call(listFindings, { params: node(), query: {} }, inFirst());
  const orderId = findings[0]?.orders[0]?.id ?? '';
  const { id: answerId } = await head.call(answerOrder, { params: { orderId }, body: { text: '已补', file: null } });
  const { obligations } = await head.call(listObligations, { params: node(), query: {} }, inFirst());
  const obligationId = obligations[0]?.id ?? '';
  const handedIn = { params: { obligationId }, body: { text: '已交', file: null } };
  const { id: deliverableId } = await head.call(submitDeliverable, handedIn);
  const { id: activityId } = await (
    await house.as('communityClerk')
  ).call(
    recordActivity,
    {
      params: { branchId: house.id('COMMUNITY-1') },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: '2026-03-19T14:00:00+08:00',
        endsAt: '2026-03-19T16:00:00+08:00',
        absences: [],
      },
    },
    inFirst(),
  );
  there = { findingId, orderId, answerId, deliverableId, obligationId, activityId };
}

/** An act of a team on what is in the first campaign. */
type Act = (by: Client) => Promise<unknown>;

const acts: Readonly<Record<string, Act>> = {
  recordFinding: (by) => by.call(recordFinding, { params: unit(), body: { code: null, text, order: null } }, inFirst()),
  issueOrder: (by) =>
    by.call(issueOrder, { params: { findingId: there.findingId }, body: { text: '再补', dueOn: '2026-03-24' } }),
  verifyOrder: (by) =>
    by.call(verifyOrder, { params: { answerId: there.answerId }, body: { outcome: 'verified', note: null } }),
  checkDeliverable: (by) =>
    by.call(checkDeliverable, {
      params: { deliverableId: there.deliverableId },
      body: { outcome: 'accepted', note: null },
    }),
  readOrder: (by) => by.call(readOrder, { params: { orderId: there.orderId } }),
  readObligation: (by) => by.call(readObligation, { params: { obligationId: there.obligationId } }),
  readOwed: (by) => by.call(readOwed, { params: { obligationId: there.obligationId } }),
  readActivity: (by) => by.call(readActivity, { params: { activityId: there.activityId }, query: {} }),
};

test('given a team of another campaign, then each act on what is found, ordered and handed in is refused, and each reading', async () => {
  for (const [name, act] of Object.entries(acts))
    assert.equal(await refusalOf(act(outsider)), 'of-another-campaign', name);
  await team.call(verifyOrder, { params: { answerId: there.answerId }, body: { outcome: 'verified', note: null } });
});

test('a finding without a word of the campaign is one in the own campaign', async () => {
  const { id } = await outsider.call(recordFinding, {
    params: unit(),
    body: { code: null, text: '另一项', order: null },
  });
  assert.deepEqual(await rows(`select campaign_id as campaign from finding where id = '${id}'`), [
    { campaign: second },
  ]);
});

test('given a vote of the first campaign, then another’s team neither opens, confirms, reports nor reads it', async () => {
  const open = { params: unit(), body: { heldOn: '2026-03-19' } };
  assert.equal(await refusalOf(outsider.call(openAssessment, open, inFirst())), 'of-another-campaign');
  const { id: assessmentId } = await team.call(openAssessment, open, inFirst());
  const count = { params: { assessmentId }, body: { member: { ...none, satisfied: 3 }, representative: none } };
  await (await house.as('communityClerk')).call(enterCount, count);
  await (await house.as('communityHead')).call(enterCount, count);
  const its = { params: { assessmentId } };
  assert.equal(await refusalOf(outsider.call(readAssessment, its)), 'of-another-campaign');
  assert.equal(await refusalOf(outsider.call(confirmAssessment, its)), 'of-another-campaign');
  await team.call(confirmAssessment, its);
  assert.equal(await refusalOf(outsider.call(reportAssessment, { ...its, body: {} })), 'of-another-campaign');
  await team.call(reportAssessment, { ...its, body: {} });
});

test('given an application in the first campaign, then another’s team neither endorses nor returns it, and is not waited for', async () => {
  const head = await house.as('communityHead');
  const { judgedHash } = await head.call(readGate, { params: unit() }, inFirst());
  const { id: transitionId } = await head.call(applyForTransition, { params: unit(), body: { judgedHash } }, inFirst());
  for (const awaiting of ['me', 'others'] as const) {
    const { all, mine, elsewhere } = await outsider.call(listTransitions, { query: { awaiting } });
    assert.deepEqual([all, mine, elsewhere], [0, { endorse: 0, decide: 0 }, []], awaiting);
  }
  assert.equal((await team.call(listTransitions, { query: {} })).mine.endorse, 1);
  const its = { params: { transitionId } };
  assert.equal(await refusalOf(outsider.call(endorseTransition, { ...its, body: {} })), 'of-another-campaign');
  assert.equal(
    await refusalOf(outsider.call(returnTransition, { ...its, body: { reason: '不全' } })),
    'of-another-campaign',
  );
  await team.call(endorseTransition, { ...its, body: {} });
});

test('every list that is asked for of the first campaign shows another’s team its own', async () => {
  const query = {};
  const { here, atHand } = await outsider.call(readCampaignsAt, { params: node() }, inFirst());
  assert.deepEqual([here, atHand], [[second], second]);
  const found = await outsider.call(listFindings, { params: node(), query }, inFirst());
  assert.deepEqual(
    found.findings.map((each) => each.text),
    ['另一项'],
  );
  assert.deepEqual((await outsider.call(listOwnOrders, {})).orders, []);
  assert.deepEqual((await outsider.call(listAssessments, { params: node() }, inFirst())).assessments, []);
  assert.deepEqual((await outsider.call(listActivities, { params: node(), query }, inFirst())).activities, []);
  const { teams } = await outsider.call(listTeams, { params: node() }, inFirst());
  assert.deepEqual(
    teams.map(({ name }) => name),
    ['另一组'],
  );
  for (const { campaignId } of (await outsider.call(listObligations, { params: node(), query }, inFirst())).obligations)
    assert.equal(campaignId, second);
  for (const { campaignId } of (await outsider.call(listOwed, { params: node(), query }, inFirst())).owed)
    assert.equal(campaignId, second);
});

test('the team of the first campaign does nothing in the second', async () => {
  assert.equal(
    await refusalOf(team.call(recordFinding, { params: unit(), body: { code: null, text, order: null } }, inSecond())),
    'of-another-campaign',
  );
});

test('the database holds it too: the application’s own role writes no finding for a team of another campaign', async () => {
  const [{ person, place, participation } = { person: '', place: '', participation: '' }] = await rows<{
    person: string;
    place: string;
    participation: string;
  }>(`select (select person_id from account where login = 'otherteam') as person, path::text as place, id as participation
      from participation where unit_id = '${house.id('COMMUNITY')}' and campaign_id = '${first}'`);
  const stopped = await withClient(house.database.connection('app'), async (client) => {
    await client.query('begin');
    await client.query(`select muster_scope(array['${place.split('.')[0]}'], null)`);
    try {
      await client.query(
        `insert into finding (region_id, id, campaign_id, participation_id, unit_id, stage_code, body, found_on, found_by, found_by_name, path, linked, recorded_at)
         select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'study', '写', current_date, '${person}', '', path, linked, now()
         from participation where id = '${participation}'`,
      );
      return null;
    } catch (error) {
      return (error as { constraint?: string }).constraint;
    } finally {
      await client.query('rollback');
    }
  });
  assert.equal(stopped, 'finding__by_right');
});
