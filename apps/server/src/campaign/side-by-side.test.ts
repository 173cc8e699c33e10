/** Several campaigns at a time: what belongs to one is counted in it alone, whichever is at hand. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
  confirmAssessment,
  enterCount,
  listAssessments,
  openAssessment,
  reportAssessment,
} from '@muster/contract/assessment';
import { readCampaignsAt, readPlaybookInForce, readUnitDates, listCampaigns } from '@muster/contract/campaign';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { listStandings, readOverview } from '@muster/contract/rollup';
import { listLeftBehind, listMembers, readPerson } from '@muster/contract/roster';
import { readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import { formTeam, listTeams } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { firstCampaign, furtherCampaign } from '../testing/second-campaign.fixture.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };

async function opened(t: TestContext): Promise<{ house: TestHouse; first: string }> {
  const house = await startTestHouse();
  t.after(() => house.close());
  return { house, first: await firstCampaign(house) };
}

async function meet(house: TestHouse, who: CastName, branch: string, campaign?: string, day = '2026-03-19') {
  return (await house.as(who)).call(
    recordActivity,
    {
      params: { branchId: house.id(branch) },
      body: {
        kind: 'collective-study',
        topic: '学习',
        startsAt: `${day}T14:00:00+08:00`,
        endsAt: `${day}T16:00:00+08:00`,
        absences: [],
        lateReason: '补记',
      },
    },
    campaign === undefined ? {} : { campaign },
  );
}

async function asOwner<Row extends object>(house: TestHouse, text: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(text)).rows);
}

test('given two campaigns side by side, hours of one are not counted in the other, and each page shows the one asked for', async (t) => {
  const { house, first } = await opened(t);
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['COUNTY']);
  await meet(house, 'secretary', 'SCHOOL-1', first);
  await meet(house, 'secretary', 'SCHOOL-1', second);
  await meet(house, 'secretary', 'SCHOOL-1', second, '2026-03-18');
  await meet(house, 'secretary', 'SCHOOL-1', undefined, '2026-03-17');
  await house.fold();
  const office = await house.as('office');
  const school = { params: { organisationId: house.id('SCHOOL') } };
  const figures = async (campaign?: string) => {
    const asking = campaign === undefined ? {} : { campaign };
    const roll = await office.call(readRoll, { params: { branchId: house.id('SCHOOL-1') } }, asking);
    const { members } = await office.call(listMembers, { ...school, query: { limit: 5 } }, asking);
    const person = await office.call(readPerson, { params: { personId: house.id('SCHOOL-1-04') } }, asking);
    const overview = await office.call(readOverview, school, asking);
    const left = await office.call(listLeftBehind, { ...school, query: { limit: 5 } }, asking);
    const gate = await office.call(readGate, { params: { unitId: house.id('SCHOOL') } }, asking);
    const dates = await office.call(readUnitDates, { params: { unitId: house.id('SCHOOL') } }, asking);
    const { playbook } = await office.call(readPlaybookInForce, school, asking);
    const byHand = [roll.campaignId, overview.campaignId, gate.campaignId, dates.campaignId, playbook?.campaignId];
    return {
      campaigns: [...new Set(byHand)],
      minutes: [roll.hours[0]?.minutes, members[0]?.minutes, person.stage?.minutes],
      activities: overview.figures.activities,
      noTrace: left.counts['no-trace'],
      teams: gate.teams.length,
    };
  };
  const ofSecond = { campaigns: [second], minutes: [360, 360, 360], activities: 3, noTrace: 5, teams: 0 };
  assert.deepEqual(await figures(first), {
    campaigns: [first],
    minutes: [120, 120, 120],
    activities: 1,
    noTrace: 5,
    teams: 1,
  });
  assert.deepEqual(await figures(second), ofSecond);
  assert.deepEqual(await figures(), ofSecond, 'the one begun last where nobody asks');
  assert.deepEqual(await house.differences(), []);
});

test('given an act on a thing of the first campaign while the second is at hand, it is done in the first', async (t) => {
  const { house, first } = await opened(t);
  const asked = { campaign: first };
  const unit = { unitId: house.id('SCHOOL') };
  for (const day of ['2026-03-18', '2026-03-19']) {
    await meet(house, 'secretary', 'SCHOOL-1', first, day);
    await meet(house, 'secretary2', 'SCHOOL-2', first, day);
  }
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  const clerk = await house.as('clerk');
  const { id: assessmentId } = await clerk.call(
    openAssessment,
    { params: unit, body: { heldOn: '2026-03-19' } },
    asked,
  );
  const body = { member: { ...none, satisfied: 18 }, representative: { ...none, satisfied: 9 } };
  for (const who of ['clerk', 'secretary'] as const)
    await (await house.as(who)).call(enterCount, { params: { assessmentId }, body });
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } }, { campaign: second });
  await (await house.as('team')).call(reportAssessment, { params: { assessmentId }, body: {} }, { campaign: second });
  // Whatever else is hard is not what this is about, in the documents neither.
  await asOwner(
    house,
    `begin; set local session_replication_role = replica; update playbook set body = replace(body::text, '"hard": true', '"hard": false')::jsonb; commit`,
  );
  await asOwner(house, `update stage_condition set is_hard = false where condition_code not in ('hours')`);
  const head = await house.as('head');
  const { judgedHash, campaignId } = await head.call(readGate, { params: unit }, asked);
  assert.equal(campaignId, first);
  const { id: transitionId } = await head.call(applyForTransition, { params: unit, body: { judgedHash } }, asked);
  await (await house.as('team')).call(endorseTransition, { params: { transitionId }, body: {} });
  const office = await house.as('office');
  await office.call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } }, { campaign: second });
  const stage = async (campaign: string) => (await office.call(readGate, { params: unit }, { campaign })).stageCode;
  assert.deepEqual([await stage(first), await stage(second)], ['analysis', 'study']);

  // A meeting of the second is voided in the second while the first is asked for.
  const { id: activityId } = await meet(house, 'secretary', 'SCHOOL-1', second);
  const secretary = await house.as('secretary');
  await secretary.call(voidActivity, { params: { activityId }, body: { reason: '记错了' } }, asked);
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});

test('given campaigns in two subtrees beside one another, neither sees nor changes the other’s', async (t) => {
  const { house, first } = await opened(t);
  const here = await furtherCampaign(house, 'TOWN', '2026-02-20');
  const there = await furtherCampaign(house, 'OTHER-TOWN', '2026-02-25');
  // The one over all gives way, so that these two are alone.
  await asOwner(
    house,
    `update campaign set path = (select path from organisation where code = 'SCHOOL') where id = '${first}'`,
  );
  await meet(house, 'secretary', 'SCHOOL-1');
  await meet(house, 'jointSecretary', 'JOINT-1');
  await house.fold();
  const office = await house.as('office');
  const overview = async (code: string, campaign?: string) => {
    const asking = campaign === undefined ? {} : { campaign };
    const { campaignId, figures } = await office.call(
      readOverview,
      { params: { organisationId: house.id(code) } },
      asking,
    );
    return [campaignId, figures.activities];
  };
  assert.deepEqual(await overview('TOWN'), [here, 1]);
  assert.deepEqual(await overview('OTHER-TOWN'), [there, 1]);
  assert.deepEqual(await overview('TOWN-COMMITTEE'), [here, 1]);
  assert.deepEqual(await overview('OTHER-COMMITTEE'), [there, 1]);
  assert.deepEqual(await overview('TOWN', there), [here, 1], 'what is not at the place is passed over');
  assert.deepEqual(await overview('COUNTY'), [null, 0]);
  assert.deepEqual(await overview('COUNTY-COMMITTEE'), [null, 0]);
  const beneath = async (code: string) => {
    const at = await office.call(readCampaignsAt, { params: { organisationId: house.id(code) } });
    return [at.atHand, at.here.length, at.beneath.map(({ id }) => id).toSorted()];
  };
  assert.deepEqual(await beneath('COUNTY'), [null, 0, [here, there, first].toSorted()]);
  assert.deepEqual(await beneath('COUNTY-COMMITTEE'), [null, 0, [here, there, first].toSorted()]);
  assert.deepEqual(await beneath('CLINIC'), [there, 1, []]);
  const county = { params: { organisationId: house.id('COUNTY') } };
  assert.equal(await refusalOf(office.call(formTeam, { ...county, body: { name: '县组' } })), 'campaign-without-batch');
  const town = { params: { organisationId: house.id('TOWN') } };
  await office.call(formTeam, { ...town, body: { name: '镇组' } });
  const teams = async (code: string) =>
    (await office.call(listTeams, { params: { organisationId: house.id(code) } })).teams.map(({ name }) => name);
  assert.deepEqual([await teams('TOWN'), await teams('OTHER-TOWN')], [['镇组'], []]);
  const { rows } = await office.call(listStandings, {
    params: { organisationId: house.id('OTHER-TOWN') },
    query: { stage: 'study', condition: 'hours' },
  });
  assert.deepEqual(rows.map(({ unit }) => unit.name).toSorted(), ['石桥镇农技站', '石桥镇卫生院'].toSorted());
  const mine = async (who: CastName) => {
    const { campaigns, atHand } = await (await house.as(who)).call(listCampaigns, {});
    return [atHand, campaigns.filter(({ isMine }) => isMine).map(({ id }) => id)];
  };
  assert.deepEqual(await mine('otherTown'), [there, [there]]);
  assert.deepEqual(await mine('town'), [here, [here]]);
  assert.deepEqual(await mine('county'), [null, []]);
});

test('given a campaign that is only announced, a unit stays in the one that it takes part in until it joins', async (t) => {
  const { house, first } = await opened(t);
  const second = await furtherCampaign(house, 'COUNTY', '2026-03-01', ['OTHER-TOWN']);
  const office = await house.as('office');
  const atHand = async (code: string) =>
    (await office.call(readCampaignsAt, { params: { organisationId: house.id(code) } })).atHand;
  assert.deepEqual(await Promise.all(['COUNTY', 'SCHOOL', 'SCHOOL-1', 'CLINIC', 'JOINT-1'].map(atHand)), [
    second,
    first,
    first,
    second,
    second,
  ]);
  const asked = await office.call(readGate, { params: { unitId: house.id('SCHOOL') } }, { campaign: second });
  assert.deepEqual([asked.campaignId, asked.stages], [null, []]);
  assert.equal(await refusalOf(meet(house, 'secretary', 'SCHOOL-1', second)), 'stage-not-open');
});

test('given a meeting of a joint branch, it counts for each unit that it serves in the campaign that it was held for', async (t) => {
  const { house, first } = await opened(t);
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['OTHER-TOWN']);
  await meet(house, 'jointSecretary', 'JOINT-1', first);
  const office = await house.as('office');
  const minutes = async (unit: string, campaign: string) => {
    const params = { organisationId: house.id(unit) };
    return (await office.call(listMembers, { params, query: { limit: 1 } }, { campaign })).members[0]?.minutes;
  };
  assert.deepEqual([await minutes('CLINIC', first), await minutes('STATION', first)], [120, 120]);
  assert.deepEqual([await minutes('CLINIC', second), await minutes('STATION', second)], [0, 0]);
});

test('given a campaign that is no id, the request is refused; an unknown one is passed over', async (t) => {
  const { house, first } = await opened(t);
  const office = await house.as('office');
  const params = { organisationId: house.id('TOWN') };
  assert.equal(await refusalOf(office.call(readOverview, { params }, { campaign: 'the latest' })), 'invalid-input');
  const unknown = { campaign: crypto.randomUUID() };
  assert.equal((await office.call(readOverview, { params }, unknown)).campaignId, first);
  assert.equal((await office.call(listAssessments, { params }, unknown)).assessments.length, 0);
});

test('given one key sent for another campaign, it is no repetition', async (t) => {
  const { house, first } = await opened(t);
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  const secretary = await house.as('secretary');
  const input = {
    params: { branchId: house.id('SCHOOL-1') },
    body: {
      kind: 'collective-study',
      topic: '学习',
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [],
    },
  };
  const key = 'one-intention';
  const { id } = await secretary.call(recordActivity, input, { key, campaign: first });
  assert.equal((await secretary.call(recordActivity, input, { key, campaign: first })).id, id);
  assert.equal(await refusalOf(secretary.call(recordActivity, input, { key, campaign: second })), 'key-reused');
});

test('given five campaigns instead of two, no page asks the database more often', async (t) => {
  const { house } = await opened(t);
  const office = await house.as('office');
  const [town, school] = [{ organisationId: house.id('TOWN') }, { unitId: house.id('SCHOOL') }];
  const asked = async () => {
    const counts: number[] = [];
    for (const read of [
      () => office.call(listCampaigns, {}),
      () => office.call(readCampaignsAt, { params: town }),
      () => office.call(readOverview, { params: town }),
      () => office.call(listMembers, { params: town, query: { limit: 20 } }),
      () => office.call(listLeftBehind, { params: town, query: { limit: 20 } }),
      () => office.call(listTeams, { params: town }),
      () => office.call(readGate, { params: school }),
      () => office.call(readRoll, { params: { branchId: house.id('SCHOOL-1') } }),
    ]) {
      const until = house.queries();
      await read();
      counts.push(house.queries() - until);
    }
    return counts;
  };
  await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  await asked();
  const ofTwo = await asked();
  for (const day of ['2026-02-21', '2026-02-22', '2026-02-23'])
    await furtherCampaign(house, 'COUNTY', day, ['TOWN', 'OTHER-TOWN']);
  await asked();
  assert.deepEqual(await asked(), ofTwo);
});
