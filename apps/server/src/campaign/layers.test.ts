import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Refused, type Client } from '@muster/client';
import {
  listLayerChoices,
  listPlaybooks,
  loadPlaybook,
  openBatch,
  putLayer,
  readPlaybookInForce,
  startCampaign,
} from '@muster/contract/campaign';
import { listEntries } from '@muster/contract/ledger';
import { readGate } from '@muster/contract/gate';
import { listRoots } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { readRoll, recordActivity } from '@muster/contract/study';
import { openedOn } from '../testing/second-campaign.fixture.ts';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// A campaign of its own over the county, under the base of 2005: the county puts its layers on itself, the town its own.

const shipped = (name: string) =>
  readFileSync(new URL(`../../../../playbooks/2005/${name}.yaml`, import.meta.url), 'utf8');
// The two counties are two; here one of them takes over what the other asks, and asks more.
const textOf = (name: string) =>
  name === 'county-assessment'
    ? shipped(name).replace(
        "extends: { code: 2005-base, version: '5' }",
        "extends: { code: 2005-county-study, version: '6' }",
      )
    : shipped(name);
const words = { zh: '县里的活动', en: 'The county’s' };
const dates = [
  { code: 'study', startsOn: '2026-03-01', endsOn: '2026-04-05' },
  { code: 'analysis', startsOn: '2026-04-06', endsOn: '2026-05-10' },
  { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-20' },
  { code: 'key-steps', startsOn: '2026-06-21', endsOn: '2026-09-30' },
];

let house: TestHouse;
let county: Client;
let town: Client;
let campaignId: string;
let placeRoot: string;
const loaded = new Map<string, string>();

before(async () => {
  house = await startTestHouse();
  county = await house.as('county');
  town = await house.as('town');
  for (const name of ['base', 'city', 'county-study', 'county-assessment', 'town'])
    loaded.set(name, await load(textOf(name)));
  const started = await (
    await house.as('office')
  ).call(startCampaign, {
    params: at('COUNTY'),
    body: { playbookId: idOf('base'), name: words, startedOn: '2026-03-01' },
  });
  campaignId = started.id;
  const { nodes } = await (await house.as('office')).call(listRoots, {});
  placeRoot = nodes.find(({ tree }) => tree === 'place')?.id ?? '';
});
after(() => house.close());

test('a layer is listed with what it extends; one whose superior is not loaded is refused in its line', async () => {
  const { playbooks } = await town.call(listPlaybooks, {});
  const of2005 = playbooks.filter(({ code }) => code.startsWith('2005-') && code !== '2005-town');
  assert.deepEqual(
    of2005.map((each) => [each.code, each.extends]),
    [
      ['2005-base', null],
      ['2005-city', '2005-base'],
      ['2005-county-assessment', '2005-county-study'],
      ['2005-county-study', '2005-base'],
      ['2005-town-layer', '2005-base'],
    ],
  );
  const yaml = textOf('town').replace('code: 2005-base,', 'code: 2006-base,');
  const [fault] = (await problemOf(load(yaml))).faults ?? [];
  const line = yaml.split('\n').findIndex((each) => each.startsWith('extends')) + 1;
  assert.deepEqual(
    [fault?.code, fault?.params?.['line'], fault?.params?.['superior']],
    ['playbook.layer-superior-unknown', line, '2006-base 5'],
  );
});

test('a layer that loosens is refused, naming the line, what holds above and what was written', async () => {
  const yaml = textOf('county-assessment')
    .replace(/version: '5'/, "version: '6'")
    .replace('      - code: dissatisfied\n', '      - { code: hours, each: 40 hours }\n      - code: dissatisfied\n');
  const { faults } = await problemOf(load(yaml));
  const line = yaml.split('\n').findIndex((each) => each.includes('40 hours')) + 1;
  assert.deepEqual(
    faults?.map(({ field, code, params }) => [field, code, params]),
    [
      [
        'stages[0].conditions[0].each',
        'playbook.layer-loosens',
        { line, column: 24, above: '45 hours', written: '40 hours' },
      ],
    ],
  );
});

test('a class that the instance’s list does not know is refused in its line, with the nearest that it knows', async () => {
  const yaml = textOf('city').replace('classes: [school]', 'classes: [schools]');
  const { faults } = await problemOf(load(yaml));
  const line = yaml.split('\n').findIndex((each) => each.includes('[schools]')) + 1;
  assert.deepEqual(
    faults?.map(({ field, code, params }) => [field, code, params?.['line'], params?.['nearest']]),
    [['classGuidance[1].classes[0]', 'playbook.class-unknown', line, 'school']],
  );
});

test('a layer is put by whoever manages campaigns there, within the campaign, on what it extends', async () => {
  const put = (by: Client, node: string, layer: string) =>
    by.call(putLayer, { params: at(node), body: { campaignId, playbookId: idOf(layer) } });
  assert.equal(await refusalOf(put(town, 'COUNTY', 'city')), 'not-permitted');
  assert.equal(await refusalOf(put(await house.as('head'), 'SCHOOL', 'town')), 'not-permitted');
  assert.equal(await refusalOf(put(county, 'COUNTY', 'base')), 'not-a-layer');
  const outside = (await house.as('office')).call(putLayer, {
    params: { organisationId: placeRoot },
    body: { campaignId, playbookId: idOf('city') },
  });
  assert.equal(await refusalOf(outside), 'invalid-input');
  const first = await put(county, 'COUNTY', 'county-assessment');
  assert.deepEqual(await put(county, 'COUNTY', 'county-assessment'), first, 'sent twice it is put once');
  assert.equal(await refusalOf(put(county, 'COUNTY', 'city')), 'layer-in-place');
  const offered = async (by: Client, node: string) =>
    (await by.call(listLayerChoices, { params: at(node) }, { campaign: campaignId })).layers.map(({ code, unfit }) => [
      code,
      unfit?.code ?? null,
    ]);
  assert.deepEqual(
    await offered(county, 'COUNTY'),
    [
      ['2005-city', 'layer-in-place'],
      ['2005-county-study', 'layer-in-place'],
      ['2005-town-layer', 'layer-in-place'],
    ],
    'what is offered says what would be answered, before it is put',
  );
  assert.deepEqual(
    (await offered(town, 'TOWN')).find(([code]) => code === '2005-town-layer'),
    ['2005-town-layer', null],
  );
  await put(town, 'TOWN', 'town');
  const { entries } = await county.call(listEntries, { params: at('COUNTY') });
  assert.deepEqual(
    entries.filter(({ kind }) => kind === 'campaign.layer-put').map(({ summary }) => summary),
    [
      { code: '2005-town-layer', version: '5' },
      { code: '2005-county-assessment', version: '5' },
    ],
  );
});

test('what holds at a node says from which layer each line comes, and what was never given is not set', async () => {
  const playbook = await inForce('SCHOOL');
  assert.deepEqual(
    playbook.layers.map(({ code, organisation }) => [code, organisation === null]),
    [
      ['2005-base', true],
      ['2005-county-study', false],
      ['2005-county-assessment', false],
      ['2005-town-layer', false],
    ],
  );
  const [study] = playbook.stages;
  assert.deepEqual(
    study?.conditions
      .filter(({ code }) => ['hours', 'dissatisfied', 'concentrated-days', 'plan-approved'].includes(code))
      .map(({ code, layer, tightenedBy, isHard, thresholdNum }) => [code, layer, tightenedBy, isHard, thresholdNum]),
    [
      ['plan-approved', '2005-base', [], false, 1],
      ['dissatisfied', '2005-base', ['2005-county-assessment'], true, 10],
      ['hours', '2005-county-study', [], true, 100],
      ['concentrated-days', '2005-county-study', [], true, 3],
    ],
  );
  assert.ok(playbook.activityKinds.some(({ code, layer }) => code === 'special-report' && layer === '2005-town-layer'));
  assert.equal(playbook.lists.find(({ code }) => code === 'attendance-rate')?.items, null);
  assert.ok(!(await inForce('COUNTY')).activityKinds.some(({ code }) => code === 'special-report'));
});

test('units are judged by the layers above them; the days of their steps follow their own dates', async () => {
  const body = { number: 1, organisationId: house.id('COUNTY'), stages: dates, reason: '边准备边开始' };
  const { units } = await openedOn(house, '2026-03-01', () => county.call(openBatch, { params: { campaignId }, body }));
  assert.ok(units >= 2);
  const gate = await (await house.as('head')).call(readGate, { params: { unitId: house.id('SCHOOL') } });
  assert.deepEqual(
    gate.findings.filter(({ isHard }) => isHard).map(({ code }) => code),
    ['dissatisfied', 'hours', 'collective-hours', 'concentrated-days', 'orders-closed'],
  );
  const pinned = await rows(
    `select condition_code, layer, subject from stage_condition where condition_code in ('hours', 'dissatisfied', 'effect-checked')
     and participation_id in (select id from participation where campaign_id = '${campaignId}' and unit_id = '${house.id('SCHOOL')}')
     order by position`,
  );
  assert.deepEqual(
    pinned.map(({ condition_code, layer, subject }) => [condition_code, layer, subject]),
    [
      ['dissatisfied', '2005-county-assessment', null],
      ['hours', '2005-county-study', null],
      ['effect-checked', '2005-county-study', 'effect-check'],
    ],
  );
  const [study] = (await inForce('SCHOOL')).stages;
  assert.deepEqual(
    study?.steps.map(({ code, fromOn, toOn }) => [code, fromOn, toOn]),
    [
      ['catch-up', '2026-03-16', '2026-03-22'],
      ['great-discussion', '2026-03-23', '2026-03-30'],
      ['effect-check', '2026-03-31', '2026-04-02'],
      ['transition', '2026-04-03', '2026-04-05'],
    ],
  );
});

test('given hours that only a layer asks for, then the branch’s roll says what each member needs', async () => {
  const secretary = await house.as('secretary');
  const { needs } = await secretary.call(
    readRoll,
    { params: { branchId: house.id('SCHOOL-1') } },
    { campaign: campaignId },
  );
  assert.deepEqual(
    needs.map(({ code, measure, minutes }) => [code, measure, minutes]),
    [
      ['hours', 'study.minutes', 2700],
      ['collective-hours', 'study.collective-minutes', 2400],
    ],
  );
  assert.equal(needs[0]?.title.en, 'Every Party member has at least 45 study hours');
});

test('a meeting is of a kind and a length that hold at its unit', async () => {
  const secretary = await house.as('secretary');
  const record = (kind: string, until: string) =>
    secretary.call(recordActivity, {
      params: { branchId: house.id('SCHOOL-1') },
      body: {
        kind,
        topic: '学习',
        startsAt: '2026-03-19T14:00:00+08:00',
        endsAt: `2026-03-19T${until}:00+08:00`,
        absences: [],
      },
    });
  assert.equal(await refusalOf(record('special-report', '15:00')), 'activity-too-short');
  assert.equal((await record('special-report', '16:00')).minutes, 120);
  assert.equal(await refusalOf(record('four-talks', '16:00')), 'activity-kind-unknown');
});

test('the figures of a node name the conditions that layers beneath it have added', async () => {
  const { conditions } = await county.call(readOverview, { params: at('COUNTY') });
  const codes = new Set(conditions.filter(({ stageCode }) => stageCode === 'study').map(({ code }) => code));
  assert.ok(codes.has('concentrated-days') && codes.has('dissatisfied'));
});

test('the committees over the same units name the same conditions, as hard as they are', async () => {
  const office = await house.as('office');
  const conditionsOf = async (code: string) => {
    const { conditions } = await office.call(readOverview, { params: at(code) }, { campaign: campaignId });
    return conditions.map(({ stageCode, code: condition, isHard }) => [stageCode, condition, isHard]);
  };
  const beneath = await conditionsOf('TOWN');
  assert.ok(beneath.some(([, condition, isHard]) => condition === 'hours' && isHard === true));
  assert.deepEqual(await conditionsOf('TOWN-COMMITTEE'), beneath);
  assert.deepEqual(await conditionsOf('SCHOOL-1'), await conditionsOf('SCHOOL'));
  // The county's layers lie over the other town as well, the town's own do not.
  assert.deepEqual(await conditionsOf('OTHER-COMMITTEE'), await conditionsOf('OTHER-TOWN'));
});

test('a newer version may add and tighten; one that takes something back is refused; the older stays to be read', async () => {
  const version = (number: number, change: (yaml: string) => string) =>
    load(change(textOf('town').replace("version: '5'", `version: '${number}'`)));
  const put = (playbookId: string) => town.call(putLayer, { params: at('TOWN'), body: { campaignId, playbookId } });
  const less = await version(6, (yaml) => yaml.replace(/activities:.*\n.*\n/, ''));
  const { code, params } = await problemOf(put(less));
  assert.deepEqual([code, params], ['layer-takes-back', { version: '6', what: 'activities.special-report' }]);
  await put(await version(7, (yaml) => `${yaml}\nfewestVoters: 12\n`));
  assert.equal((await inForce('TOWN')).fewestVoters, 12);
  // Its stage had opened before.
  assert.equal((await inForce('SCHOOL')).fewestVoters, 10);
  const history = await rows(
    `select superseded_at is not null as past from campaign_layer where organisation_id = '${house.id('TOWN')}' order by recorded_at`,
  );
  assert.deepEqual(history, [{ past: true }, { past: false }]);
});

test('a superior that becomes stricter later is not held up by who is beneath; the stricter word holds', async () => {
  const strict = textOf('county-assessment')
    .replace(/version: '5'/, "version: '6'")
    .concat('\nfewestVoters: 15\n');
  await county.call(putLayer, { params: at('COUNTY'), body: { campaignId, playbookId: await load(strict) } });
  assert.equal((await inForce('TOWN')).fewestVoters, 15);
  const { fewestVoters, layers } = await inForce('SCHOOL');
  assert.equal(fewestVoters, 10);
  assert.deepEqual(
    layers.map((each) => `${each.code} ${each.version}`),
    ['2005-base 5', '2005-county-study 6', '2005-county-assessment 6', '2005-town-layer 7'],
  );
});

test('what holds at a node takes as many queries there as above many units', async () => {
  const office = await house.as('office');
  const count = async (node: string) => {
    const asked = house.queries();
    await office.call(readPlaybookInForce, { params: at(node) });
    return house.queries() - asked;
  };
  await count('COUNTY');
  assert.ok(Math.abs((await count('COUNTY')) - (await count('SCHOOL'))) <= 3);
});

function at(code: string) {
  return { organisationId: house.id(code) };
}

function idOf(name: string): string {
  return loaded.get(name) ?? '';
}

async function load(yaml: string): Promise<string> {
  return (await county.call(loadPlaybook, { params: at('COUNTY'), body: { yaml } })).id;
}

async function inForce(code: string) {
  const { playbook } = await (
    await house.as('office')
  ).call(readPlaybookInForce, { params: at(code) }, { campaign: campaignId });
  assert.ok(playbook !== null);
  return playbook;
}

async function problemOf(call: Promise<unknown>): Promise<Refused['problem']> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}

function rows(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}
