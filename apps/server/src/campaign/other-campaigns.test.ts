import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { addDays } from '@muster/core/kernel';
import { confirmAssessment, enterCount, openAssessment, reportAssessment } from '@muster/contract/assessment';
import { listCampaigns, loadPlaybook, openBatch, readPlaybookInForce, startCampaign } from '@muster/contract/campaign';
import { applyForTransition, decideTransition, endorseTransition, readGate } from '@muster/contract/gate';
import { checkDeliverable, listObligations, submitDeliverable } from '@muster/contract/obligation';
import { readStatistics } from '@muster/contract/rollup';
import { recordActivity } from '@muster/contract/study';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { generatedPlaybook } from './generated-playbook.fixture.ts';
import { teamIn } from '../testing/second-campaign.fixture.ts';

// Campaigns that no line of code knows run from the file to the last decision: the same people of the small organisation, by the
// same routes. What there is to do is read from the gate, and done.

const hospital = readFileSync(new URL('../../../../playbooks/hospital-safety.yaml', import.meta.url), 'utf8');
const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
const begins = '2026-04-01';

test('given a hospital’s playbook, a unit goes through both of its stages by meeting, assessment and gate', async () => {
  await inHouse(async (house) => {
    const stages = await begin(house, hospital);
    assert.deepEqual(stages, ['stop-and-look', 'mend']);
    await goThrough(house, stages);
    await findOnlyItsWords(house, hospital);
  });
});

for (const seed of [1, 2005, 77_777]) {
  test(`given a playbook made up from ${seed}, written into a folder and loaded, a unit goes through all of it`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'muster-playbook-'));
    try {
      const file = join(folder, 'playbook.yaml');
      writeFileSync(file, generatedPlaybook(seed));
      const yaml = readFileSync(file, 'utf8');
      await inHouse(async (house) => {
        const stages = await begin(house, yaml);
        assert.ok(stages.length >= 2);
        await goThrough(house, stages);
        await findOnlyItsWords(house, yaml);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

async function inHouse(work: (house: TestHouse) => Promise<void>): Promise<void> {
  const house = await startTestHouse();
  try {
    await work(house);
  } finally {
    await house.close();
  }
}

/** Loaded, started beneath the town, a batch opened; each stage lasts ten days longer than it must. */
async function begin(house: TestHouse, yaml: string): Promise<string[]> {
  const town = await house.as('town');
  const params = { organisationId: house.id('TOWN') };
  const { id: playbookId } = await town.call(loadPlaybook, { params, body: { yaml } });
  const name = { zh: '另一次', en: 'Another one' };
  house.clock.set(new Date(`${begins}T08:00:00+08:00`));
  const office = await house.as('office');
  const { id: campaignId } = await office.call(startCampaign, {
    params,
    body: { playbookId, name, startedOn: begins },
  });
  const { campaigns } = await town.call(listCampaigns, {});
  const known = campaigns.find(({ id }) => id === campaignId)?.stages ?? [];
  let startsOn: string = begins;
  const stages = known.map(({ code, minimumDays }) => {
    const stage = { code, startsOn, endsOn: addDays(startsOn, minimumDays + 10) };
    startsOn = addDays(stage.endsOn, 1);
    return stage;
  });
  const body = { number: 1, organisationId: house.id('TOWN'), stages, reason: '人员随后到位' };
  assert.equal((await town.call(openBatch, { params: { campaignId }, body })).units, 2);
  await teamIn(house, campaignId, ['COMMUNITY'], 'team', 'TOWN');
  return known.map(({ code }) => code);
}

async function gateOf(house: TestHouse) {
  return (await house.as('communityHead')).call(readGate, { params: { unitId: house.id('COMMUNITY') } });
}

/** Whatever stands between the unit and the next stage is done until nothing does; then applied, endorsed, decided. */
async function goThrough(house: TestHouse, stages: readonly string[]): Promise<void> {
  for (const code of stages) {
    const before = await gateOf(house);
    assert.equal(before.stageCode, code);
    const stage = before.stages.find((each) => each.code === code)!;
    house.clock.set(new Date(`${stage.earliestOn}T16:00:00+08:00`));
    await meet(house, stage.startsOn);
    await handInAll(house, code);
    await vote(house, stage.earliestOn);
    const { findings, judgedHash } = await gateOf(house);
    assert.deepEqual(
      findings.filter(({ isHard, verdict }) => isHard && verdict !== 'met').map((finding) => finding.code),
      [],
    );
    const params = { unitId: house.id('COMMUNITY') };
    const head = await house.as('communityHead');
    const { id: transitionId } = await head.call(applyForTransition, { params, body: { judgedHash } });
    await (await house.as('team')).call(endorseTransition, { params: { transitionId }, body: {} });
    await (
      await house.as('town')
    ).call(decideTransition, {
      params: { transitionId },
      body: { outcome: 'passed' },
    });
  }
  const done = await gateOf(house);
  assert.deepEqual([done.stageCode, done.stages.map(({ state }) => state)], [null, stages.map(() => 'closed')]);
}

/** One meeting of three hours, of the first kind that the playbook in force here knows; one that it does not know is refused. */
async function meet(house: TestHouse, day: string): Promise<void> {
  const secretary = await house.as('communityHead');
  const { playbook } = await secretary.call(readPlaybookInForce, {
    params: { organisationId: house.id('COMMUNITY') },
  });
  const record = (kind: string) =>
    secretary.call(recordActivity, {
      params: { branchId: house.id('COMMUNITY-1') },
      body: {
        kind,
        topic: '议题',
        startsAt: `${day}T09:00:00+08:00`,
        endsAt: `${day}T12:00:00+08:00`,
        absences: [],
        lateReason: '补记',
      },
    });
  assert.equal(await refusalOf(record('collective-study')), 'activity-kind-unknown');
  await record(playbook?.activityKinds[0]?.code ?? '');
}

async function handInAll(house: TestHouse, stageCode: string): Promise<void> {
  const head = await house.as('communityHead');
  const town = await house.as('town');
  const { obligations } = await head.call(listObligations, { params: { organisationId: house.id('COMMUNITY') } });
  for (const { id: obligationId } of obligations.filter((each) => each.stageCode === stageCode)) {
    const body = { text: '已完成', file: null };
    const { id: deliverableId } = await head.call(submitDeliverable, { params: { obligationId }, body });
    await town.call(checkDeliverable, { params: { deliverableId }, body: { outcome: 'accepted', note: null } });
  }
}

async function vote(house: TestHouse, heldOn: string): Promise<void> {
  const clerk = await house.as('communityClerk');
  const params = { unitId: house.id('COMMUNITY') };
  const { id: assessmentId } = await clerk.call(openAssessment, { params, body: { heldOn } });
  const body = { member: { ...none, dissatisfied: 3, satisfied: 85 }, representative: none };
  for (const who of ['communityClerk', 'communityHead'] as const satisfies readonly CastName[]) {
    await (await house.as(who)).call(enterCount, { params: { assessmentId }, body });
  }
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } });
  await (await house.as('team')).call(reportAssessment, { params: { assessmentId }, body: {} });
}

/** What pages get of this campaign comes from its playbook: no word of the one of 2005 is among it. */
async function findOnlyItsWords(house: TestHouse, yaml: string): Promise<void> {
  assert.doesNotMatch(yaml, /党|支部/);
  const head = await house.as('communityHead');
  const params = { organisationId: house.id('COMMUNITY') };
  const { campaigns } = await head.call(listCampaigns, {});
  const { playbook } = await head.call(readPlaybookInForce, { params });
  // Two words that a playbook may leave out are the program's own, and neutral.
  const said = JSON.stringify([campaigns[0]?.terms, campaigns[0]?.stages, campaigns[0]?.activityKinds, playbook]);
  assert.doesNotMatch(said, /党|支部/);
  const { bytes } = await head.workbook(readStatistics, { params, query: {} }, { language: 'zh' });
  const written = Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join(' ');
  assert.doesNotMatch(written, /学时|党|支部/);
  assert.ok(written.includes(`${campaigns[0]?.terms['studyHour']?.zh ?? '?'}分布`));
}
