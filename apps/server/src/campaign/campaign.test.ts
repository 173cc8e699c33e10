import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Refused, type Client } from '@muster/client';
import { listCampaigns, listPlaybooks, loadPlaybook, openBatch, startCampaign } from '@muster/contract/campaign';
import { refusalOf, smallPlaybook, startTestHouse, type TestHouse } from '@muster/testkit';
import { sql } from 'kysely';
import { v7 } from 'uuid';
import { withClient } from '../platform/database/client.ts';
import { findNode } from '../organisation/index.ts';
import { inTransaction, openDatabase, type Db, type Tx } from '../platform/database/db.ts';
import { conditionsOf, lockParticipation, participationAtHand, pinConditions } from './index.ts';

// The house runs the small playbook with all four units in its first batch. These tests begin campaigns of their own beneath the
// town, whose units are the school and the community; the one begun last is the one that runs.

const hospitalText = readFileSync(new URL('../../../../playbooks/hospital-safety.yaml', import.meta.url), 'utf8');
const words = { zh: '镇上的活动', en: 'The town’s own' };
const dates = [
  { code: 'study', startsOn: '2026-07-01', endsOn: '2026-08-05' },
  { code: 'analysis', startsOn: '2026-08-06', endsOn: '2026-09-10' },
  { code: 'rectification', startsOn: '2026-09-11', endsOn: '2026-10-20' },
] as const;

let house: TestHouse;
let db: Db;
let town: Client;
let clerk: Client;
before(async () => {
  house = await startTestHouse();
  db = openDatabase(house.database.connection('app'));
  town = await house.as('town');
  clerk = await house.as('clerk');
});
after(async () => {
  await db.close();
  await house.close();
});

test('a playbook is loaded once, however often it is sent; another under its version is refused', async () => {
  const params = beneath('TOWN');
  const first = await town.call(loadPlaybook, { params, body: { yaml: hospitalText } });
  assert.deepEqual([first.code, first.version], ['hospital-safety', '2']);
  assert.deepEqual(await town.call(loadPlaybook, { params, body: { yaml: `# a word\n${hospitalText}` } }), first);
  const yaml = hospitalText.replace('fewestVoters: 10', 'fewestVoters: 12');
  assert.equal(await refusalOf(town.call(loadPlaybook, { params, body: { yaml } })), 'playbook-version-exists');
  const { playbooks } = await clerk.call(listPlaybooks, {});
  assert.deepEqual(
    playbooks.map(({ code, title }) => [code, title.zh]),
    [
      ['2005-town', '保持共产党员先进性教育活动'],
      ['hospital-safety', '医疗安全停查行动'],
    ],
  );
});

test('a playbook with mistakes is refused with the place, the code and the nearest right word of each', async () => {
  const yaml = smallPlaybook()
    .replace('study.minutes', 'study.minuts')
    .replace('threshold: below 10 %', 'threshold: not set');
  const lineOf = (text: string) => yaml.split('\n').findIndex((line) => line.includes(text)) + 1;
  const [measure, threshold] = [lineOf('study.minuts'), lineOf('threshold: not set')];
  const { code, params, faults } = await problemOf(
    town.call(loadPlaybook, { params: beneath('TOWN'), body: { yaml } }),
  );
  assert.deepEqual([code, params], ['playbook-invalid', { faults: 2 }]);
  assert.deepEqual(faults, [
    {
      field: 'stages[0].conditions[0].measure',
      code: 'playbook.measure-unknown',
      params: { line: measure, column: 9, measure: 'study.minuts', nearest: 'study.minutes' },
      message: `measure unknown, line ${measure}, column 9, measure study.minuts, nearest study.minutes`,
    },
    {
      field: 'stages[0].conditions[1].threshold',
      code: 'playbook.threshold-missing',
      params: { line: threshold, column: 9 },
      message: `threshold missing, line ${threshold}, column 9`,
    },
  ]);
});

test('whoever does not manage campaigns at a place loads, starts and opens nothing there', async () => {
  const yaml = smallPlaybook();
  const body = { playbookId: v7(), name: words, startedOn: '2026-03-01' };
  const campaignId = await started();
  const otherTown = await house.as('otherTown');
  for (const client of [clerk, await house.as('head'), await house.as('leader'), await house.as('auditor')]) {
    assert.equal(
      await refusalOf(client.call(loadPlaybook, { params: beneath('TOWN'), body: { yaml } })),
      'not-permitted',
    );
    assert.equal(await refusalOf(client.call(startCampaign, { params: beneath('TOWN'), body })), 'not-permitted');
    assert.equal(await refusalOf(client.call(openBatch, batch(campaignId))), 'not-permitted');
  }
  // The county's name can be read from below; acting on it takes a grant there. A neighbour is not seen at all.
  assert.equal(
    await refusalOf(town.call(loadPlaybook, { params: beneath('COUNTY'), body: { yaml } })),
    'not-permitted',
  );
  assert.equal(await refusalOf(otherTown.call(openBatch, batch(campaignId))), 'not-found');
});

test('nobody begins a campaign that would take the place of a superior’s', async () => {
  const { playbooks } = await town.call(listPlaybooks, {});
  const body = { playbookId: playbooks[0]?.id ?? '', name: words, startedOn: '2026-04-01' };
  for (const who of ['town', 'county'] as const)
    assert.equal(
      await refusalOf((await house.as(who)).call(startCampaign, { params: beneath('TOWN'), body })),
      'not-permitted',
      who,
    );
});

test('a campaign needs a playbook that was loaded', async () => {
  const body = { playbookId: v7(), name: words, startedOn: '2026-03-01' };
  const { code, field } = await problemOf(town.call(startCampaign, { params: beneath('TOWN'), body }));
  assert.deepEqual([code, field], ['not-found', 'playbookId']);
});

test('a batch opens the first stage of every unit that it takes, and pins that stage’s conditions', async () => {
  const campaignId = await started();
  const { units } = await town.call(openBatch, batch(campaignId));
  assert.equal(units, 2);
  await inTown(async (tx) => {
    const school = (await takingPart(tx, 'SCHOOL'))!;
    assert.deepEqual([school.campaignId, school.track, school.place.linked.length], [campaignId, 'staged', 2]);
    assert.deepEqual(
      school.stages.map((stage) => [
        stage.code,
        stage.startsOn,
        stage.earliestOn,
        stage.endsOn,
        stage.openedAt !== null,
      ]),
      [
        ['study', '2026-07-01', '2026-07-30', '2026-08-05', true],
        ['analysis', '2026-08-06', '2026-09-04', '2026-09-10', false],
        ['rectification', '2026-09-11', '2026-10-10', '2026-10-20', false],
      ],
    );
    assert.equal(school.openStage?.code, 'study');
    const pinned = await conditionsOf(tx, school, 'study');
    assert.deepEqual(
      pinned.map(({ code, grain, isHard, applies, memberNeeds, threshold }) => [
        code,
        grain,
        isHard,
        applies,
        memberNeeds,
        threshold,
      ]),
      [
        ['hours', 'member', true, true, 240, { num: 100, den: 100 }],
        ['dissatisfied', 'unit', true, true, null, { num: 10, den: 100 }],
      ],
    );
    assert.deepEqual(await conditionsOf(tx, school, 'analysis'), []);
    const marked = await sql<{ participation_id: string }>`select participation_id from rollup_dirty`.execute(tx);
    assert.ok(marked.rows.some((row) => row.participation_id === school.id));
  });
  const entries = await asOwner(
    `select summary from ledger_entry where kind = 'campaign.batch-opened' order by id desc limit 1`,
  );
  assert.deepEqual(entries, [{ summary: { number: 1, units: 2 } }]);
});

test('a unit with applicants alone, or with nobody, joins when it has a member; a number is used once', async () => {
  const campaignId = await started();
  const members = `unit_id = '${house.id('COMMUNITY')}' and standing`;
  await asOwner(`update membership set standing = 'applicant' where ${members} = 'full'`);
  await asOwner(`update membership set standing = 'applicant' where ${members} = 'probationary'`);
  assert.equal((await town.call(openBatch, batch(campaignId))).units, 1);
  assert.equal(await refusalOf(town.call(openBatch, batch(campaignId))), 'batch-number-exists');
  const nobody = await problemOf(town.call(openBatch, batch(campaignId, 2)));
  assert.deepEqual([nobody.code, nobody.field], ['invalid-input', 'organisationId']);
  await asOwner(`update membership set standing = 'probationary' where ${members} = 'applicant'`);
  assert.equal((await town.call(openBatch, batch(campaignId, 2))).units, 1);
});

test('dates out of order, or a stage shorter than allowed, open nothing', async () => {
  const campaignId = await started();
  const { params, body } = batch(campaignId);
  const ask = (stages: typeof body.stages) => problemOf(town.call(openBatch, { params, body: { ...body, stages } }));
  const [study, analysis, rectification] = dates;
  const short = await ask([{ ...study, endsOn: '2026-07-29' }, analysis, rectification]);
  assert.deepEqual([short.code, short.field], ['stage-shorter-than-allowed', 'stages.0.endsOn']);
  assert.deepEqual(short.params, { stage: 'study', days: 30, earliestOn: '2026-07-30' });
  const crossed = await ask([study, { ...analysis, startsOn: study.endsOn }, rectification]);
  assert.equal(crossed.code, 'dates-not-in-order');
  // Ten days of its thirty would be over on the day on which it opens.
  const begun = await ask([{ ...study, startsOn: '2026-03-10' }, analysis, rectification]);
  assert.deepEqual([begun.code, begun.field], ['day-in-past', 'stages.0.startsOn']);
  const missing = await ask([study, analysis]);
  assert.deepEqual([missing.code, missing.field], ['invalid-input', 'stages']);
});

test('a batch stays within its campaign', async () => {
  const office = await house.as('office');
  const { params, body } = batch(await started());
  const above = { ...body, organisationId: house.id('COUNTY') };
  assert.equal(await refusalOf(office.call(openBatch, { params, body: above })), 'not-found');
  const beside = { ...body, organisationId: house.id('OTHER-TOWN') };
  assert.equal(await refusalOf(office.call(openBatch, { params, body: beside })), 'not-found');
  assert.equal(await refusalOf(town.call(openBatch, { params: { campaignId: v7() }, body })), 'not-found');
});

test('a campaign lists its stages, conditions, words and batches, the same for everybody', async () => {
  const campaignId = await started();
  await town.call(openBatch, batch(campaignId));
  for (const client of [town, clerk, await house.as('member')]) {
    const { campaigns } = await client.call(listCampaigns, {});
    const found = campaigns.find(({ id }) => id === campaignId)!;
    assert.deepEqual(
      [found.name, found.rootId, found.closedOn, found.playbook.profile],
      [words, house.id('TOWN'), null, 'full'],
    );
    assert.deepEqual(found.terms['member'], { zh: '党员', en: 'Party member' });
    assert.deepEqual(
      found.stages.map(({ code, conditions }) => [code, conditions.map(({ thresholdNum }) => thresholdNum)]),
      [
        ['study', [100, 10]],
        ['analysis', [null]],
        ['rectification', [null]],
      ],
    );
    assert.deepEqual(
      found.batches.map(({ number, fromOn, toOn }) => [number, fromOn, toOn]),
      [[1, '2026-07-01', '2026-10-20']],
    );
  }
});

test('a stage that opens later is pinned then, and not before', async () => {
  await town.call(openBatch, batch(await started()));
  const pinNext = () =>
    inTown(async (tx) => {
      const school = (await takingPart(tx, 'SCHOOL'))!;
      await lockParticipation(tx, school);
      await pinConditions(tx, [school.id], 'analysis');
      return { school, pinned: await conditionsOf(tx, school, 'analysis') };
    });
  const { school, pinned } = await pinNext();
  assert.deepEqual(pinned, []);
  const stage = `participation_id = '${school.id}' and stage_code`;
  await asOwner(`update participation_stage set closed_at = now() where ${stage} = 'study'`);
  await asOwner(`update participation_stage set opened_at = now() where ${stage} = 'analysis'`);
  const opened = await pinNext();
  assert.equal(opened.school.openStage?.code, 'analysis');
  assert.deepEqual(
    opened.pinned.map(({ isHard, threshold }) => [isHard, threshold]),
    [[false, null]],
  );
});

test('whoever is rooted in one unit sees how that one takes part, and no other', async () => {
  await town.call(openBatch, batch(await started()));
  await within('SCHOOL', async (tx) => {
    assert.notEqual(await takingPart(tx, 'SCHOOL'), null);
    assert.equal(await takingPart(tx, 'COMMUNITY'), null);
  });
});

/** As nobody asks for any campaign. */
async function takingPart(tx: Tx, code: string) {
  const unit = await findNode(tx, house.id(code));
  return unit && participationAtHand(tx, unit, { said: () => null, actor: { grants: [], home: [] } });
}

function beneath(code: string) {
  return { organisationId: house.id(code) };
}

function batch(campaignId: string, number = 1) {
  return { params: { campaignId }, body: { number, organisationId: house.id('TOWN'), stages: [...dates] as Dates } };
}

type Dates = { code: string; startsOn: string; endsOn: string }[];

let begun = 0;
async function started(): Promise<string> {
  const { playbooks } = await town.call(listPlaybooks, {});
  const playbookId = playbooks.find(({ code }) => code === '2005-town')!.id;
  begun += 1;
  const startedOn = `2026-03-${String(begun).padStart(2, '0')}`;
  const body = { playbookId, name: words, startedOn };
  return (await (await house.as('office')).call(startCampaign, { params: beneath('TOWN'), body })).id;
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

async function within<T>(code: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const [row] = await asOwner(`select path::text from organisation where code = '${code}'`);
  return inTransaction(db, { paths: [String(row?.['path'])], self: null }, work);
}

function inTown<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return within('TOWN', work);
}

function asOwner(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}
