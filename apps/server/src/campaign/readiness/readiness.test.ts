import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import {
  listBatches,
  listCampaigns,
  loadPlaybook,
  openBatch,
  openPlannedBatch,
  planBatch,
  previewBatchReadiness,
  putLayer,
  readBatchReadiness,
  readPlaybookInForce,
  sayReady,
  startCampaign,
  takeBackReady,
} from '@muster/contract/campaign';
import { flagOrganisation } from '@muster/contract/organisation';
import { proposeTransfer } from '@muster/contract/roster';
import { refusalOf, smallPlaybook, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../../platform/database/client.ts';
import { teamIn } from '../../testing/second-campaign.fixture.ts';

// Campaigns of the county by a playbook that wants three things ready: the roster in order and the offices filled, both counted, and a
// plan, by word.

const readiness = `
readiness:
  - code: settled
    title: { zh: 理顺关系, en: Settled }
    measures: [organisation.unwell, roster.transfers-open, campaign.units-unplaced]
  - code: staffed
    title: { zh: 充实力量, en: Staffed }
    measures: [access.branches-without-secretary, access.units-without-staff, supervision.units-without-team]
  - { code: plan, title: { zh: 制定方案, en: Plan } }
`;
const stages = [
  { code: 'study', startsOn: '2026-04-01', endsOn: '2026-05-10' },
  { code: 'analysis', startsOn: '2026-05-11', endsOn: '2026-06-20' },
  { code: 'rectification', startsOn: '2026-06-21', endsOn: '2026-07-31' },
];

let house: TestHouse;
let county: Client;
before(async () => {
  house = await startTestHouse();
  county = await house.as('county');
  await ended('secretary', 'COMMUNITY-1');
  await ended('clerk', 'SCHOOL');
});
after(() => house.close());

test('given a planned batch, what is lacking is counted among its own units and named, by everybody who may open it', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, 'TOWN');
  const { items, isOpen, opening } = await county.call(readBatchReadiness, { params: { batchId } });
  assert.deepEqual([isOpen, opening], [false, null]);
  assert.deepEqual(
    items.map(({ code, isHard, isMet, figures }) => [code, isHard, isMet, figures.map(short)]),
    [
      [
        'settled',
        false,
        true,
        ['organisation.unwell 0 of 6', 'roster.transfers-open 0', 'campaign.units-unplaced 0 of 2'],
      ],
      [
        'staffed',
        false,
        false,
        [
          'access.branches-without-secretary 1 of 3: 明湖社区党支部',
          'access.units-without-staff 1 of 2: 白鹭镇中心小学',
          'supervision.units-without-team 2 of 2: 白鹭镇中心小学, 明湖社区',
        ],
      ],
      ['plan', false, false, []],
    ],
  );
  const town = await house.as('town');
  assert.equal((await town.call(readBatchReadiness, { params: { batchId } })).items.length, 3);
  assert.equal(
    await refusalOf((await house.as('otherTown')).call(readBatchReadiness, { params: { batchId } })),
    'not-found',
  );
});

test('given a weak organisation, a member on the way and a unit that two batches claim, each is lacking until it is settled', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, 'TOWN');
  const other = await planned(campaignId, 2, 'TOWN');
  const body = {
    state: 'weak',
    finding: '半年没有开会',
    remedy: '换书记',
    dueOn: '2026-05-01',
    responsibleName: '许望舒',
  } as const;
  await county.call(flagOrganisation, { params: { organisationId: house.id('SCHOOL-2') }, body });
  await (
    await house.as('town')
  ).call(proposeTransfer, {
    params: { personId: house.id('SCHOOL-1-04') },
    body: { branchId: house.id('JOINT-1'), unitId: house.id('CLINIC') },
  });
  const settled = async () =>
    (await county.call(readBatchReadiness, { params: { batchId } })).items
      .find(({ code }) => code === 'settled')
      ?.figures.map(short);
  assert.deepEqual(await settled(), [
    'organisation.unwell 1 of 6: 中心小学第二党支部',
    'roster.transfers-open 1',
    'campaign.units-unplaced 2 of 2: 白鹭镇中心小学, 明湖社区',
  ]);
  // The second batch is meant elsewhere after all, and the rest is put right.
  await asOwner(`delete from batch_rule where batch_id = '${other}'`);
  await asOwner(`update organisation set state = 'normal' where code = 'SCHOOL-2'`);
  await asOwner(
    `update transfer set outcome = 'withdrawn', settled_at = now(), settled_by = proposed_by, settled_by_name = proposed_by_name`,
  );
  assert.deepEqual(await settled(), [
    'organisation.unwell 0 of 6',
    'roster.transfers-open 0',
    'campaign.units-unplaced 0 of 2',
  ]);
});

test('given an item by word, whoever may open the batch says so once, with a day that was, and takes it back with a reason', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, 'TOWN');
  const say = (body: { item?: string; readyOn?: string } = {}, who = county) =>
    who.call(sayReady, {
      params: { batchId },
      body: { item: 'plan', readyOn: '2026-03-18', words: '县委通过', ...body },
    });
  assert.equal(await refusalOf(say({ item: 'no-such' })), 'invalid-input');
  assert.equal(await refusalOf(say({ item: 'staffed' })), 'readiness-is-counted');
  assert.equal(await refusalOf(say({ readyOn: '2026-12-01' })), 'day-in-future');
  assert.equal(await refusalOf(say({}, await house.as('head'))), 'not-permitted');
  const { id: wordId } = await say();
  assert.equal(await refusalOf(say()), 'said-ready-already');
  const plan = async () =>
    (await county.call(readBatchReadiness, { params: { batchId } })).items.find(({ code }) => code === 'plan');
  const said = await plan();
  assert.deepEqual(
    [said?.isMet, said?.word?.readyOn, said?.word?.words, said?.word?.saidBy, said?.takenBack],
    [true, '2026-03-18', '县委通过', '许望舒', []],
  );
  const takeBack = (who = county) => who.call(takeBackReady, { params: { wordId }, body: { reason: '人大还有意见' } });
  assert.equal(await refusalOf(takeBack(await house.as('head'))), 'not-permitted');
  await takeBack(await house.as('town'));
  assert.equal(await refusalOf(takeBack()), 'ready-taken-back-already');
  const taken = await plan();
  assert.deepEqual([taken?.isMet, taken?.word], [false, null]);
  assert.deepEqual(
    taken?.takenBack.map(({ words, saidBy, by, reason }) => [words, saidBy, by, reason]),
    [['县委通过', '许望舒', '沈知秋', '人大还有意见']],
  );
  await say({ readyOn: '2026-03-19' });
  const kinds = await asOwner(`select kind from ledger_entry where subject_id = '${batchId}' order by recorded_at, id`);
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['campaign.batch-planned', 'campaign.said-ready', 'campaign.ready-taken-back', 'campaign.said-ready'],
  );
});

test('given something lacking, the batch opens for a reason alone; what stood then is kept and no later record changes it', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, 'TOWN');
  const { id: wordId } = await county.call(sayReady, {
    params: { batchId },
    body: { item: 'plan', readyOn: '2026-03-18', words: '县委通过' },
  });
  const open = (reason?: string) =>
    county.call(openPlannedBatch, {
      params: { batchId },
      body: { revision: 1, ...(reason !== undefined && { reason }) },
    });
  assert.equal(await refusalOf(open()), 'opening-reason-missing');
  await open('督导组下周到位');
  await teamIn(house, campaignId, ['SCHOOL', 'COMMUNITY']);
  const kept = await county.call(readBatchReadiness, { params: { batchId } });
  assert.deepEqual([kept.isOpen, kept.opening?.reason, kept.opening?.by], [true, '督导组下周到位', '许望舒']);
  assert.deepEqual(
    kept.items.map(({ code, isMet, word, figures }) => [code, isMet, word?.words ?? null, figures.map(short)]),
    [
      [
        'settled',
        true,
        null,
        ['organisation.unwell 0 of 6', 'roster.transfers-open 0', 'campaign.units-unplaced 0 of 2'],
      ],
      [
        'staffed',
        false,
        null,
        [
          'access.branches-without-secretary 1 of 3',
          'access.units-without-staff 1 of 2',
          'supervision.units-without-team 2 of 2',
        ],
      ],
      ['plan', true, '县委通过', []],
    ],
  );
  const late = { params: { wordId }, body: { reason: '要改' } };
  assert.equal(await refusalOf(county.call(takeBackReady, late)), 'batch-opened-already');
  const again = { item: 'plan', readyOn: '2026-03-18', words: '又说' };
  assert.equal(await refusalOf(county.call(sayReady, { params: { batchId }, body: again })), 'batch-opened-already');
  const [batch] = (await county.call(listBatches, { params: { campaignId } })).batches;
  assert.deepEqual(batch?.may, { change: false, manage: true });
});

test('given everything ready, a batch opens without a reason, and one that was given anyway is not kept', async () => {
  const campaignId = await started(() => readiness.replace(/ {2}- code: staffed\n.*\n.*\n/, ''));
  const batchId = await planned(campaignId, 1, 'TOWN');
  const body = { item: 'plan', readyOn: '2026-03-18', words: '县委通过' };
  await county.call(sayReady, { params: { batchId }, body });
  await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1, reason: '习惯' } });
  assert.equal((await county.call(readBatchReadiness, { params: { batchId } })).opening?.reason, null);
});

test('given a hard item that is lacking, every way of opening refuses, whatever the reason, and nothing is left behind', async () => {
  const campaignId = await started((text) => text.replace('{ code: plan,', '{ code: plan, hard: true,'));
  const batchId = await planned(campaignId, 1, 'TOWN');
  const organisationId = house.id('OTHER-TOWN');
  const planless = county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1, reason: '急' } });
  assert.equal(await refusalOf(planless), 'readiness-lacking');
  const simple = { number: 7, organisationId, stages, reason: '急' };
  assert.equal(await refusalOf(county.call(openBatch, { params: { campaignId }, body: simple })), 'readiness-lacking');
  assert.deepEqual(
    (await county.call(listBatches, { params: { campaignId } })).batches.map(({ number }) => number),
    [1],
  );
  // By hand, as the application's own login would write it.
  const by = `(select person_id from access_grant where verb = 'manage-campaign' and to_at is null order by nlevel(path) limit 1)`;
  const opening = `insert into batch_opening (batch_id, campaign_id, reason, opened_by, opened_by_name, recorded_at)
    values ('${batchId}', '${campaignId}', '急', ${by}, '甲', now());`;
  const kept = (
    isMet: boolean,
  ) => `insert into batch_readiness (batch_id, position, item_code, title_zh, title_en, is_hard, is_met, figures)
    values ('${batchId}', 1, 'plan', '方案', 'Plan', true, ${isMet}, '[]');`;
  const open = `update batch set opened_at = now() where id = '${batchId}'`;
  await assert.rejects(asOwner(open), { constraint: 'batch__opens_ready' });
  await assert.rejects(asOwner(`begin; ${opening} ${kept(false)} ${open}; commit`), {
    constraint: 'batch_readiness__hard_is_met',
  });
  // That something is ready by word wants the word.
  await assert.rejects(asOwner(`begin; ${opening} ${kept(true)} ${open}; commit`), {
    constraint: 'batch_readiness__as_counted',
  });
  await county.call(sayReady, {
    params: { batchId },
    body: { item: 'plan', readyOn: '2026-03-18', words: '县委通过' },
  });
  await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1, reason: '督导组随后到' } });
});

test('given a layer that makes an item hard where the batch is, it is hard there and not beside', async () => {
  const campaignId = await started();
  const { campaigns } = await county.call(listCampaigns, {});
  const { playbook } = campaigns.find(({ id }) => id === campaignId)!;
  const yaml = `code: town-ready
version: '1'
title: { zh: 镇, en: Town }
extends: { code: ${playbook.code}, version: '${playbook.version}' }
readiness:
  - { code: plan, hard: true }
  - { code: rooms, title: { zh: 会场, en: Rooms } }
`;
  const params = { organisationId: house.id('TOWN') };
  const { id: playbookId } = await county.call(loadPlaybook, { params, body: { yaml } });
  await county.call(putLayer, { params, body: { campaignId, playbookId } });
  const asked = async (code: string) => {
    const at = { campaignId, organisationId: house.id(code) };
    const { items } = await county.call(previewBatchReadiness, { params: at });
    return items.map((each) => `${each.code}${each.isHard ? ' hard' : ''}`);
  };
  assert.deepEqual(await asked('TOWN'), ['settled', 'staffed', 'plan hard', 'rooms']);
  assert.deepEqual(await asked('OTHER-TOWN'), ['settled', 'staffed', 'plan']);
  const { playbook: inForce } = await county.call(readPlaybookInForce, { params }, { campaign: campaignId });
  assert.deepEqual(
    inForce?.readiness.map(({ code, isHard, measures, tightenedBy }) => [code, isHard, measures.length, tightenedBy]),
    [
      ['settled', false, 3, []],
      ['staffed', false, 3, []],
      ['plan', true, 0, ['town-ready']],
      ['rooms', false, 0, []],
    ],
  );
});

test('as many queries are asked for one unit as for many, and reading writes nothing', async () => {
  const campaignId = await started();
  const few = await planned(campaignId, 1, 'SCHOOL');
  const many = await planned(campaignId, 2, 'COUNTY');
  const count = async (batchId: string) => {
    const asked = house.queries();
    await county.call(readBatchReadiness, { params: { batchId } });
    return house.queries() - asked;
  };
  await count(few);
  assert.equal(await count(few), await count(many));
});

function short({
  measure,
  lacking,
  all,
  first,
}: {
  measure: string;
  lacking: number;
  all: number | null;
  first: readonly { name: string }[];
}): string {
  const of = all === null ? '' : ` of ${all}`;
  return `${measure} ${lacking}${of}${first.length === 0 ? '' : `: ${first.map(({ name }) => name).join(', ')}`}`;
}

async function planned(campaignId: string, number: number, node: string): Promise<string> {
  const rules = [{ organisationId: house.id(node), classCode: null }];
  return (await county.call(planBatch, { params: { campaignId }, body: { number, title: null, stages, rules } })).id;
}

let begun = 0;
async function started(change: (text: string) => string = (text) => text): Promise<string> {
  begun += 1;
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const yaml = `${smallPlaybook().replace('code: 2005-town', `code: ready-${begun}`)}${change(readiness)}`;
  const { id: playbookId } = await office.call(loadPlaybook, { params, body: { yaml } });
  const body = { playbookId, name: { zh: '县里的活动', en: 'The county’s own' }, startedOn: `2026-03-0${begun}` };
  return (await office.call(startCampaign, { params, body })).id;
}

async function ended(role: string, code: string): Promise<void> {
  await asOwner(
    `update appointment set to_on = '2026-03-19' where role = '${role}' and organisation_id = '${house.id(code)}'`,
  );
}

function asOwner(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}
