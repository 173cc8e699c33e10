/** A closed campaign is read and not changed: every command says so, and the database whatever the commands say. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import { confirmAssessment, enterCount, openAssessment } from '@muster/contract/assessment';
import * as campaign from '@muster/contract/campaign';
import * as gate from '@muster/contract/gate';
import { listEntries } from '@muster/contract/ledger';
import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { closeOrganisation } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { endMembership, listMembers } from '@muster/contract/roster';
import { listActivities, readRoll, recordActivity, voidActivity } from '@muster/contract/study';
import * as supervision from '@muster/contract/supervision';
import {
  assignUnit,
  assignUnits,
  formTeam,
  joinTeam,
  leaveTeam,
  listTeams,
  releaseUnit,
} from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { sql } from 'kysely';
import { withClient } from '../platform/database/client.ts';
import { inTransaction, openDatabase, type Db, type Tx } from '../platform/database/db.ts';
import { firstCampaign } from '../testing/second-campaign.fixture.ts';

const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const votes = { member: { ...none, satisfied: 18 }, representative: { ...none, satisfied: 9 } };
const windows = [{ code: 'study', startsOn: '2026-04-01', endsOn: '2026-06-30' }];
const meeting = {
  kind: 'collective-study',
  topic: '学习',
  startsAt: '2026-03-19T14:00:00+08:00',
  endsAt: '2026-03-19T16:00:00+08:00',
  absences: [],
};

let house: TestHouse;
let db: Db;
let campaignId: string;
const things = new Map<string, string>();
const thing = (name: string) => things.get(name) ?? '';

before(async () => {
  house = await startTestHouse();
  db = openDatabase(house.database.connection('app'));
  campaignId = await firstCampaign(house);
  // Nothing is hard here, in the documents neither.
  await asOwner('update stage_condition set is_hard = false');
  await asOwner(
    `begin; set local session_replication_role = replica; update playbook set body = replace(body::text, '"hard": true', '"hard": false')::jsonb; commit`,
  );
  await work();
});
after(async () => {
  await db.close();
  await house.close();
});

const as = (who: CastName): Promise<Client> => house.as(who);
const closing = { closedOn: '2026-03-20', reason: '任务完成' };

/** Something of every kind under way: a meeting, an assessment counted twice, an endorsed application, a plan, a request. */
async function work(): Promise<void> {
  const keep = async (name: string, made: Promise<{ id: string }>) => void things.set(name, (await made).id);
  const [secretary, clerk, head, office] = [
    await as('secretary'),
    await as('clerk'),
    await as('head'),
    await as('office'),
  ];
  await keep('activity', secretary.call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body: meeting }));
  const school = { unitId: house.id('SCHOOL') };
  await keep('assessment', clerk.call(openAssessment, { params: school, body: { heldOn: '2026-03-19' } }));
  for (const teller of [clerk, secretary])
    await teller.call(enterCount, { params: { assessmentId: thing('assessment') }, body: votes });
  const community = { unitId: house.id('COMMUNITY') };
  const communityHead = await as('communityHead');
  const { judgedHash } = await communityHead.call(gate.readGate, { params: community });
  await keep('transition', communityHead.call(gate.applyForTransition, { params: community, body: { judgedHash } }));
  await (await as('team')).call(gate.endorseTransition, { params: { transitionId: thing('transition') }, body: {} });
  const { obligations } = await head.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  things.set('obligation', obligations[0]?.id ?? '');
  await keep(
    'deliverable',
    head.call(submitDeliverable, {
      params: { obligationId: thing('obligation') },
      body: { text: '已交', file: null },
    }),
  );
  const team = await as('team');
  const body = { code: null, text: '签到不全', order: { text: '补齐', dueOn: '2026-03-25' } };
  await keep('finding', team.call(supervision.recordFinding, { params: school, body }));
  const { orders } = await head.call(supervision.listOwnOrders, {});
  things.set('order', orders[0]?.id ?? '');
  const answer = { params: { orderId: thing('order') }, body: { text: '已补齐', file: null } };
  await keep('answer', head.call(supervision.answerOrder, answer));
  const { stages } = await clerk.call(campaign.readUnitDates, { params: school });
  const later = stages.map(({ code, startsOn, endsOn }) => ({ code, startsOn, endsOn }));
  later[2] = { ...later[2]!, endsOn: '2026-07-20' };
  await keep('request', clerk.call(campaign.askForDates, { params: school, body: { stages: later, reason: '防汛' } }));
  things.set('batch', (await office.call(campaign.listBatches, { params: { campaignId } })).batches[0]?.id ?? '');
  const { teams } = await office.call(listTeams, { params: { organisationId: house.id('TOWN') } });
  things.set('team', teams[0]?.id ?? '');
}

async function asOwner<Row extends object>(text: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(text)).rows);
}

/** Every command of a campaign, each sent by somebody who may. */
function commands(): Readonly<Record<string, [CastName, (by: Client) => Promise<unknown>]>> {
  const school = { unitId: house.id('SCHOOL') };
  const root = { organisationId: house.id('COUNTY') };
  const transition = { transitionId: thing('transition') };
  const assessment = { assessmentId: thing('assessment') };
  const team = { teamId: thing('team') };
  const batch = { batchId: thing('batch') };
  const stages = [{ code: 'study', startsOn: '2026-02-10', endsOn: '2026-03-25' }];
  const plan = { number: 7, title: null, stages: windows, rules: [{ ...root, classCode: null }] };
  return {
    openBatch: [
      'office',
      (by) => by.call(campaign.openBatch, { params: { campaignId }, body: { number: 9, ...root, stages: windows } }),
    ],
    planBatch: ['office', (by) => by.call(campaign.planBatch, { params: { campaignId }, body: plan })],
    changeBatchPlan: [
      'office',
      (by) => by.call(campaign.changeBatchPlan, { params: batch, body: { ...plan, revision: 1 } }),
    ],
    openPlannedBatch: ['office', (by) => by.call(campaign.openPlannedBatch, { params: batch, body: { revision: 1 } })],
    extendStage: [
      'office',
      (by) =>
        by.call(campaign.extendStage, {
          params: batch,
          body: { ...root, stage: 'study', days: 5, reason: '试', basis: '试', decidedOn: '2026-03-20' },
        }),
    ],
    putLayer: [
      'office',
      (by) => by.call(campaign.putLayer, { params: root, body: { campaignId, playbookId: thing('playbook') } }),
    ],
    planStages: ['clerk', (by) => by.call(campaign.planStages, { params: school, body: { stages } })],
    askForDates: ['clerk', (by) => by.call(campaign.askForDates, { params: school, body: { stages, reason: '试' } })],
    decideDateRequest: [
      'office',
      (by) =>
        by.call(campaign.decideDateRequest, {
          params: { requestId: thing('request') },
          body: { outcome: 'refused', note: '试' },
        }),
    ],
    changeTrack: [
      'office',
      (by) => by.call(campaign.changeTrack, { params: school, body: { track: 'key-steps', reason: '试' } }),
    ],
    recordActivity: [
      'secretary',
      (by) => by.call(recordActivity, { params: { branchId: house.id('SCHOOL-1') }, body: meeting }),
    ],
    voidActivity: [
      'secretary',
      (by) => by.call(voidActivity, { params: { activityId: thing('activity') }, body: { reason: '试' } }),
    ],
    openAssessment: ['clerk', (by) => by.call(openAssessment, { params: school, body: { heldOn: '2026-03-19' } })],
    enterCount: ['clerk', (by) => by.call(enterCount, { params: assessment, body: votes })],
    confirmAssessment: ['team', (by) => by.call(confirmAssessment, { params: assessment })],
    applyForTransition: [
      'head',
      (by) => by.call(gate.applyForTransition, { params: school, body: { judgedHash: '0'.repeat(64) } }),
    ],
    endorseTransition: ['team', (by) => by.call(gate.endorseTransition, { params: transition, body: {} })],
    returnTransition: ['team', (by) => by.call(gate.returnTransition, { params: transition, body: { reason: '试' } })],
    decideTransition: [
      'office',
      (by) => by.call(gate.decideTransition, { params: transition, body: { outcome: 'passed' } }),
    ],
    submitDeliverable: [
      'head',
      (by) =>
        by.call(submitDeliverable, {
          params: { obligationId: thing('obligation') },
          body: { text: '再交', file: null },
        }),
    ],
    checkDeliverable: [
      'town',
      (by) =>
        by.call(checkDeliverable, {
          params: { deliverableId: thing('deliverable') },
          body: { outcome: 'accepted', note: null },
        }),
    ],
    recordFinding: [
      'team',
      (by) => by.call(supervision.recordFinding, { params: school, body: { code: null, text: '又一处', order: null } }),
    ],
    issueOrder: [
      'team',
      (by) =>
        by.call(supervision.issueOrder, {
          params: { findingId: thing('finding') },
          body: { text: '再改', dueOn: '2026-03-25' },
        }),
    ],
    answerOrder: [
      'head',
      (by) =>
        by.call(supervision.answerOrder, {
          params: { orderId: thing('order') },
          body: { text: '再答', file: null },
        }),
    ],
    verifyOrder: [
      'team',
      (by) =>
        by.call(supervision.verifyOrder, {
          params: { answerId: thing('answer') },
          body: { outcome: 'verified', note: null },
        }),
    ],
    formTeam: ['office', (by) => by.call(formTeam, { params: root, body: { name: '新组' } })],
    assignUnit: ['office', (by) => by.call(assignUnit, { params: team, body: { unitId: house.id('SCHOOL') } })],
    assignUnits: ['office', (by) => by.call(assignUnits, { params: team, body: { unitIds: [house.id('SCHOOL')] } })],
    releaseUnit: ['office', (by) => by.call(releaseUnit, { params: { ...team, unitId: house.id('SCHOOL') } })],
    joinTeam: [
      'office',
      (by) => by.call(joinTeam, { params: team, body: { personId: house.id('SCHOOL-1-04'), isLeader: false } }),
    ],
    leaveTeam: ['office', (by) => by.call(leaveTeam, { params: { ...team, personId: house.id('罗亦舟') } })],
    closeCampaign: [
      'office',
      (by) => by.call(campaign.closeCampaign, { params: { campaignId }, body: { ...closing, unfinished: 4 } }),
    ],
  };
}

test('given a campaign that runs, it is closed by whoever manages its root, on a day that fits, knowing who has not finished', async () => {
  const office = await as('office');
  const close = (by: Client, changed: object = {}) =>
    by.call(campaign.closeCampaign, { params: { campaignId }, body: { ...closing, unfinished: 4, ...changed } });
  const shown = await office.call(campaign.readClosing, { params: { campaignId } });
  assert.deepEqual([shown.units, shown.unfinished, shown.names.length], [4, 4, 4]);
  for (const who of ['county', 'town', 'head'] as const)
    assert.equal(await refusalOf(close(await as(who))), 'not-permitted');
  assert.equal(
    await refusalOf((await as('county')).call(campaign.readClosing, { params: { campaignId } })),
    'not-permitted',
  );
  assert.equal(await refusalOf(close(office, { closedOn: '2026-02-09' })), 'closed-before-start');
  assert.equal(await refusalOf(close(office, { closedOn: '2026-03-21' })), 'day-in-future');
  assert.equal(await refusalOf(close(office, { unfinished: 3 })), 'unfinished-changed');
  assert.equal(await refusalOf(close(office, { reason: '' })), 'invalid-input');
  const [county] = (await (await as('county')).call(campaign.listCampaigns, {})).campaigns;
  assert.deepEqual([county?.mayClose, county?.isMine, county?.closedOn], [false, true, null]);

  await close(office);
  const [closed] = (await office.call(campaign.listCampaigns, {})).campaigns;
  assert.deepEqual(
    [closed?.closedOn, closed?.closing?.reason, closed?.closing?.by, closed?.mayClose],
    ['2026-03-20', '任务完成', '周岚', false],
  );
  const [root] = await asOwner<{ id: string }>(`select root_id as id from campaign`);
  const { entries } = await office.call(listEntries, { params: { organisationId: root?.id ?? '' } });
  const entry = entries.find(({ kind }) => kind === 'campaign.closed');
  assert.deepEqual(entry?.summary, { zh: '测试活动', en: 'Test campaign', closedOn: '2026-03-20', unfinished: 4 });
});

test('given it is closed, every command in it is refused with that sentence', async () => {
  const [playbook] = await asOwner<{ id: string }>('select id from playbook');
  things.set('playbook', playbook?.id ?? '');
  const ask = async (by: readonly [string, [CastName, (by: Client) => Promise<unknown>]][]) => {
    const told: [string, string | null][] = [];
    for (const [name, [who, send]] of by) told.push([name, await refusalOf(send(await as(who)))]);
    return told.filter(([, code]) => code !== 'campaign-closed');
  };
  const all = Object.entries(commands());
  const ofTheTeam = all.filter(([, [who]]) => who === 'team');
  const notPermitted = (await ask(ofTheTeam)).map(([, code]) => code);
  assert.deepEqual(notPermitted, Array(ofTheTeam.length).fill('not-permitted'), 'its team acts no longer');
  // Were it still allowed to, it would be told what everybody else is told.
  await asOwner(`update access_grant set to_at = null where cause_kind = 'team'`);
  assert.deepEqual(await ask(all), []);
  const { teams } = await (await as('office')).call(listTeams, { params: { organisationId: house.id('TOWN') } });
  assert.ok(teams.length > 0, 'its teams are still shown');
});

test('given it is closed, the database refuses what no command may do', async () => {
  const paths = (
    await asOwner<{ path: string }>('select path::text as path from organisation where parent_id is null')
  ).map(({ path }) => path);
  const [names] = await asOwner<{ office: string; team: string; hash: string }>(
    `select (select person_id from account where login = 'office') as office, (select person_id from account where login = 'team') as team,
       (select encode(judged_hash, 'hex') from transition_step limit 1) as hash`,
  );
  const at = house.clock.now();
  const constraintOf = async (write: (tx: Tx) => Promise<unknown>) => {
    try {
      await inTransaction(db, { paths, self: null }, write);
      return null;
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? String(error);
    }
  };
  const writes: Record<string, (tx: Tx) => Promise<unknown>> = {
    decide: (tx) =>
      sql`select gate_decide(0, ${thing('transition')}::uuid, 'passed', ${names?.office ?? ''}::uuid, '周岚', null,
        decode(${names?.hash ?? ''}, 'hex'), ${at}::timestamptz)`.execute(tx),
    confirm: (tx) =>
      sql`select assessment_confirm(0, ${thing('assessment')}::uuid, ${names?.team ?? ''}::uuid, ${at}::timestamptz)`.execute(
        tx,
      ),
    grant: (tx) =>
      sql`select campaign_decide_request(0, ${thing('request')}::uuid, 'approved', ${names?.office ?? ''}::uuid, '周岚', null,
        ${at}::timestamptz)`.execute(tx),
    track: (tx) => sql`select campaign_replace_stages_ahead(0, p.id, p.track, '[]') from participation p`.execute(tx),
    end: (tx) => sql`update participation set ended_at = ${at}`.execute(tx),
    dates: (tx) => sql`update participation_stage set ends_on = ends_on + 1`.execute(tx),
    voided: (tx) => sql`update activity set voided_at = ${at}`.execute(tx),
    batch: (tx) => sql`update batch set title_zh = '改', title_en = 'Changed'`.execute(tx),
    again: (tx) => sql`update campaign set close_reason = '改'`.execute(tx),
    reopened: (tx) =>
      sql`update campaign set closed_on = null, closed_at = null, closed_by = null, closed_by_name = null, close_reason = null`.execute(
        tx,
      ),
  };
  const told = await Promise.all(
    Object.entries(writes).map(async ([name, write]) => [name, await constraintOf(write)]),
  );
  assert.deepEqual(
    told.filter(([, constraint]) => constraint !== 'campaign__runs'),
    [],
  );
});

test('given it is closed, everything stays readable, and the day stands where it is asked', async () => {
  const office = await as('office');
  await house.fold();
  const school = { organisationId: house.id('SCHOOL') };
  const overview = await office.call(readOverview, { params: school });
  assert.deepEqual([overview.campaignId, overview.figures.activities], [campaignId, 1]);
  const roll = await office.call(readRoll, { params: { branchId: house.id('SCHOOL-1') } });
  assert.deepEqual([roll.campaignId, roll.hours[0]?.minutes], [campaignId, 120]);
  assert.equal(
    (await (await as('secretary')).call(readRoll, { params: { branchId: house.id('SCHOOL-1') } })).mayRecord,
    false,
  );
  const { findings, mayApply, applyRefusal } = await office.call(gate.readGate, {
    params: { unitId: house.id('SCHOOL') },
  });
  assert.ok(findings.length > 0 && !mayApply);
  assert.equal(applyRefusal?.code, 'campaign-closed');
  assert.equal((await office.call(listMembers, { params: school, query: { limit: 1 } })).members[0]?.minutes, 120);
  assert.equal((await office.call(listActivities, { params: school, query: { limit: 5 } })).activities.length, 1);
  const at = await office.call(campaign.readCampaignsAt, { params: school });
  assert.deepEqual([at.atHand, at.here], [campaignId, [campaignId]]);
  assert.deepEqual(await house.differences(), []);
});

test('given it is closed, a unit can still be closed: how it took part is left as it was', async () => {
  const office = await as('office');
  const earlier = await asOwner('select * from participation order by id');
  const params = { organisationId: house.id('STATION') };
  const county = await as('county');
  const { members } = await county.call(listMembers, { params, query: { limit: 200 } });
  const body = { reason: 'left', on: '2026-03-19' } as const;
  for (const { personId } of members) await county.call(endMembership, { params: { personId }, body });
  await office.call(closeOrganisation, { params, body: { on: '2026-03-20', reason: '并入' } });
  assert.deepEqual(await asOwner('select * from participation order by id'), earlier);
  await house.fold();
  assert.deepEqual(await house.differences(), [], 'its figures are what the records say');
});
