import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import { loadPlaybook, openBatch, putLayer, readPlaybookInForce, startCampaign } from '@muster/contract/campaign';
import { readPerson } from '@muster/contract/roster';
import { listMakeUps, readRoll, recordActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { openedOn } from '../testing/second-campaign.fixture.ts';

// A county puts its layer on itself while the units beneath it are in their study stage.

const textOf = (name: string) =>
  readFileSync(new URL(`../../../../playbooks/2005/${name}.yaml`, import.meta.url), 'utf8');
const windows = [
  { code: 'study', startsOn: '2026-03-01', endsOn: '2026-04-05' },
  { code: 'analysis', startsOn: '2026-04-06', endsOn: '2026-05-10' },
  { code: 'rectification', startsOn: '2026-05-11', endsOn: '2026-06-20' },
  { code: 'key-steps', startsOn: '2026-06-21', endsOn: '2026-09-30' },
];

let house: TestHouse;
let county: Client;
let campaign: string;

before(async () => {
  house = await startTestHouse();
  county = await house.as('county');
  const playbookId = await load('base');
  const name = { zh: '县里的活动', en: 'The county’s' };
  const office = await house.as('office');
  const body = { playbookId, name, startedOn: '2026-03-01' };
  campaign = (await office.call(startCampaign, { params: at('COUNTY'), body })).id;
  const batch = { number: 1, organisationId: house.id('COUNTY'), stages: windows, reason: '边准备边开始' };
  await openedOn(house, '2026-03-01', () => county.call(openBatch, { params: { campaignId: campaign }, body: batch }));
});
after(() => house.close());

test('given a stage that is open, then a layer put now changes nothing in it, whatever it is about', async () => {
  const earlier = await heldTo();
  assert.deepEqual(earlier.modes, ['make-up-lesson', 'lesson-at-home']);
  assert.equal(earlier.shortest, 0);
  await meet('collective-study', '14:30', '2026-03-18');
  const playbookId = await load('county-study', (yaml) => `${yaml}\nfewestVoters: 12\n`);
  await county.call(putLayer, { params: at('COUNTY'), body: { campaignId: campaign, playbookId } });
  assert.deepEqual(await heldTo(), earlier);
  assert.equal(await refusalOf(meet('leader-lecture', '16:00', '2026-03-19')), 'activity-kind-unknown');
  await meet('collective-study', '14:30', '2026-03-19');
});

test('given the page of the unit, then it says of the layer that it is still to come there, and of nothing where no stage is open', async () => {
  assert.deepEqual(await layersAt('SCHOOL'), [
    ['2005-base', false],
    ['2005-county-study', true],
  ]);
  assert.deepEqual(await layersAt('SCHOOL-1'), await layersAt('SCHOOL'));
  for (const node of ['SCHOOL', 'SCHOOL-1']) {
    const page = await pageOf(node);
    assert.deepEqual([page?.shortestSessionMinutes, page?.makeUp?.modes.length], [0, 2], node);
    assert.equal(page?.stages.find(({ code }) => code === 'study')?.readings.length, 0, node);
  }
  assert.deepEqual(await layersAt('COUNTY'), [
    ['2005-base', false],
    ['2005-county-study', false],
  ]);
});

test('given a place above, then its page counts the units in which the layer is still to come, for whoever may read there', async () => {
  assert.deepEqual(await toComeAt('COUNTY', 'county'), [null, 4]);
  assert.deepEqual(await toComeAt('TOWN', 'town'), [null, 2]);
  assert.deepEqual(await toComeAt('COUNTY', 'town'), [null, null], 'who sees a part of it is told no figure');
  assert.deepEqual(await toComeAt('SCHOOL', 'town'), [null, null]);
});

test('given the next stage opens, then the layer holds in it', async () => {
  const ofSchool = `participation_id = (select id from participation where campaign_id = '${campaign}' and unit_id = '${house.id('SCHOOL')}')`;
  await asOwner(`update participation_stage set closed_at = now() where ${ofSchool} and stage_code = 'study'`);
  await asOwner(`update participation_stage set opened_at = now() where ${ofSchool} and stage_code = 'analysis'`);
  const held = await heldTo();
  assert.ok(held.kinds.includes('leader-lecture'));
  assert.deepEqual(held.modes, ['make-up-lesson', 'lesson-at-home', 'visit', 'letter', 'telephone']);
  assert.equal(held.shortest, 120);
  assert.deepEqual(await layersAt('SCHOOL'), [
    ['2005-base', false],
    ['2005-county-study', false],
  ]);
});

test('given one unit has come so far, then one less is counted above', async () => {
  assert.deepEqual(await toComeAt('COUNTY', 'county'), [null, 3]);
});

test('given the database, then what a stage was opened under is there with it and nobody sets it', async () => {
  const { rows } = await asOwner(`select count(*) filter (where (opened_at is null) <> (documents is null))::int as odd,
    count(*) filter (where cardinality(documents) > 1)::int as later from participation_stage`);
  assert.deepEqual(rows, [{ odd: 0, later: 1 }]);
  const set = asApp(`update participation_stage set documents = '{}'`);
  await assert.rejects(set, { code: '42501' });
});

const at = (code: string) => ({ organisationId: house.id(code) });
const branch = () => ({ branchId: house.id('SCHOOL-1') });

async function load(name: string, change = (yaml: string) => yaml): Promise<string> {
  return (await county.call(loadPlaybook, { params: at('COUNTY'), body: { yaml: change(textOf(name)) } })).id;
}

/** What the branch of the school is offered and may do. */
async function heldTo() {
  const secretary = await house.as('secretary');
  const { modes } = await secretary.call(listMakeUps, { params: branch() }, { campaign });
  const { allowed } = await secretary.call(readRoll, { params: branch() }, { campaign });
  const params = { personId: house.id('SCHOOL-1-04') };
  const { stage } = await secretary.call(readPerson, { params }, { campaign });
  return { ...allowed, modes: modes.map(({ code }) => code), shortest: stage?.shortestSessionMinutes };
}

async function meet(kind: string, until: string, on: string) {
  const body = {
    kind,
    topic: '学习',
    startsAt: `${on}T14:00:00+08:00`,
    endsAt: `${on}T${until}:00+08:00`,
    absences: [],
  };
  return (await house.as('secretary')).call(recordActivity, { params: branch(), body }, { campaign });
}

async function toComeAt(code: string, who: CastName) {
  const { playbook } = await (await house.as(who)).call(readPlaybookInForce, { params: at(code) }, { campaign });
  return playbook?.layers.map(({ unitsToCome }) => unitsToCome);
}

async function layersAt(code: string) {
  return (await pageOf(code))?.layers.map((layer) => [layer.code, layer.isToCome]);
}

async function pageOf(code: string) {
  return (await county.call(readPlaybookInForce, { params: at(code) }, { campaign })).playbook;
}

const asOwner = (text: string) => withClient(house.database.superuser(), (client) => client.query(text));
const asApp = (text: string) =>
  withClient(house.database.superuser(), (client) => client.query(`set role muster_app; ${text}`));
