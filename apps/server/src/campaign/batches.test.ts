import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import {
  changeBatchPlan,
  listBatches,
  listCampaigns,
  listCoverage,
  listPlaybooks,
  openBatch,
  openPlannedBatch,
  planBatch,
  readCoverage,
  readUnitDates,
  startCampaign,
} from '@muster/contract/campaign';
import { readProgress } from '@muster/contract/platform';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';

// Campaigns of the county: the school and the community in one town, the clinic and the station in another. The school is a rural
// primary school, the clinic is medical, the others have no class.

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
  await asOwner(`update organisation set class_code = 'rural-primary-school' where code = 'SCHOOL'`);
  await asOwner(`update organisation set class_code = 'medical' where code = 'CLINIC'`);
});
after(() => house.close());

test('given overlapping rules, the most specific wins: a unit by its name, a deeper class, a deeper node', async () => {
  const campaignId = await started();
  const first = await planned(campaignId, 1, [rule('COUNTY')]);
  await planned(campaignId, 2, [rule('COUNTY', 'school'), rule('OTHER-TOWN')]);
  await planned(campaignId, 3, [rule('COUNTY', 'rural-primary-school'), rule('STATION')]);
  assert.deepEqual(await numbers(campaignId), { SCHOOL: 3, COMMUNITY: 1, CLINIC: 2, STATION: 3 });
  const { units, leftOut } = await county.call(openPlannedBatch, { params: { batchId: first }, body: { revision: 1 } });
  assert.deepEqual([units, leftOut], [1, { withoutMember: 0, twice: 0 }]);
  assert.deepEqual(await numbers(campaignId), { SCHOOL: 3, COMMUNITY: 1, CLINIC: 2, STATION: 3 });
});

test('given a draw, the unit is listed with the rules that claim it and is not taken until it is settled', async () => {
  const campaignId = await started();
  const first = await planned(campaignId, 1, [rule('TOWN')]);
  const second = await planned(campaignId, 2, [rule('TOWN'), rule('COUNTY', 'medical')]);
  const { units } = await list(campaignId, { state: 'doubly' });
  assert.deepEqual(
    units.map(({ name, claims }) => [name, claims.map(({ batchNumber, node }) => [batchNumber, node])]),
    ['白鹭镇中心小学', '明湖社区'].map((name) => [
      name,
      [
        [1, '白鹭镇'],
        [2, '白鹭镇'],
      ],
    ]),
  );
  const opened = await county.call(openPlannedBatch, { params: { batchId: second }, body: { revision: 1 } });
  assert.deepEqual([opened.units, opened.leftOut], [1, { withoutMember: 0, twice: 2 }]);
  // The other batch is open now and claims no more: the draw is over.
  assert.deepEqual(await numbers(campaignId), { SCHOOL: 1, COMMUNITY: 1, CLINIC: 2, STATION: null });
  assert.equal((await county.call(openPlannedBatch, { params: { batchId: first }, body: { revision: 1 } })).units, 2);
});

test('given the figures before and after opening, every unit is in one of them and each list is as long as its figure', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, [rule('TOWN'), rule('COUNTY', 'medical')]);
  await asOwner(`update membership set standing = 'applicant' where unit_id = '${house.id('COMMUNITY')}'`);
  await agrees(campaignId, { takingPart: 0, toTake: 2, withoutMember: 1, uncovered: 1 });
  const { leftOut } = await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1 } });
  assert.deepEqual(leftOut, { withoutMember: 1, twice: 0 });
  await agrees(campaignId, { takingPart: 2, toTake: 0, withoutMember: 0, uncovered: 2 });
  const missed = await list(campaignId, { state: 'uncovered' });
  assert.deepEqual(
    missed.units.map(({ name, missedBy }) => [name, missedBy]),
    [
      ['明湖社区', 1],
      ['石桥镇农技站', null],
    ],
  );
  // The next batch names neither; the community is carried into it once it has members again.
  const next = await planned(campaignId, 2, [rule('COUNTY', 'school')]);
  await agrees(campaignId, { takingPart: 2, toTake: 0, withoutMember: 1, uncovered: 1 });
  assert.equal(
    await refusalOf(county.call(openPlannedBatch, { params: { batchId: next }, body: { revision: 1 } })),
    'batch-takes-nobody',
  );
  await asOwner(`update membership set standing = 'full' where unit_id = '${house.id('COMMUNITY')}'`);
  assert.equal((await county.call(openPlannedBatch, { params: { batchId: next }, body: { revision: 1 } })).units, 1);
});

test('given an opening that waits, then whoever sent it hears how many units are done', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, [rule('COUNTY')]);
  const progress = randomUUID();
  const standing = () => county.call(readProgress, { params: { progressId: progress } });
  const call = { params: { batchId }, body: { revision: 1 } };
  const opening = await withClient(house.database.superuser(), async (owner) => {
    // What the first stage asks of the units cannot be written until this ends.
    await owner.query('begin');
    await owner.query('lock table obligation in exclusive mode');
    const sent = county.call(openPlannedBatch, call, { progress });
    let seen = await standing();
    while (seen.done < 3) seen = await standing();
    assert.deepEqual(seen, { phase: 'writing', done: 3, all: 4 });
    await owner.query('commit');
    return sent;
  });
  assert.equal(opening.units, 4);
  assert.equal((await standing()).phase, 'done');
});

test('a plan may be changed until it is opened, by one at a time; every version stays in the ledger', async () => {
  const campaignId = await started();
  const batchId = await planned(campaignId, 1, [rule('TOWN')]);
  const title = { zh: '乡镇机关', en: 'Township organs' };
  const body = { number: 4, title, stages, rules: [rule('OTHER-TOWN')], revision: 1 };
  const change = () => county.call(changeBatchPlan, { params: { batchId }, body });
  assert.equal((await change()).revision, 2);
  assert.equal(await refusalOf(change()), 'batch-changed');
  assert.equal(
    await refusalOf(county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1 } })),
    'batch-changed',
  );
  const [batch] = (await county.call(listBatches, { params: { campaignId } })).batches;
  assert.deepEqual(
    [batch?.number, batch?.title, batch?.openedAt, batch?.rules.map(({ node }) => node.name), batch?.may.change],
    [4, title, null, ['石桥镇'], true],
  );
  const versions = await asOwner(
    `select kind, summary from ledger_entry where subject_id = '${batchId}' order by recorded_at, id`,
  );
  assert.deepEqual(versions, [
    { kind: 'campaign.batch-planned', summary: { number: 1, revision: 1 } },
    { kind: 'campaign.batch-plan-changed', summary: { number: 4, revision: 2 } },
  ]);
  assert.equal((await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 2 } })).units, 2);
  body.revision = 2;
  assert.equal(await refusalOf(change()), 'batch-opened-already');
  const { campaigns } = await county.call(listCampaigns, {});
  assert.deepEqual(
    campaigns.find(({ id }) => id === campaignId)?.batches.map(({ number }) => number),
    [4],
  );
});

test('a plan that does not hold together is refused at the field', async () => {
  const campaignId = await started();
  const plan = (rules: ReturnType<typeof rule>[], dates = stages) =>
    refusalOf(
      county.call(planBatch, { params: { campaignId }, body: { number: 1, title: null, stages: dates, rules } }),
    );
  assert.equal(await plan([rule('TOWN', 'no-such')]), 'class-unknown');
  assert.equal(await plan([rule('SCHOOL', 'school')]), 'unit-rule-with-class');
  assert.equal(await plan([rule('TOWN'), rule('TOWN')]), 'rule-twice');
  assert.equal(await plan([rule('TOWN')], stages.slice(0, 2)), 'invalid-input');
  const short = stages.map((stage, index) => (index === 0 ? { ...stage, endsOn: '2026-04-29' } : stage));
  assert.equal(await plan([rule('TOWN')], short), 'stage-shorter-than-allowed');
  const town = await house.as('town');
  const body = { number: 1, title: null, stages, rules: [rule('TOWN'), rule('OTHER-TOWN')] };
  assert.equal(await refusalOf(town.call(planBatch, { params: { campaignId }, body })), 'not-found');
});

test('a batch that is opened later than planned begins on that day: days that nobody could use are none', async () => {
  const campaignId = await started();
  const dates = [{ ...stages[0]!, startsOn: '2026-03-01' }, stages[1]!, stages[2]!];
  const batchId = await planned(campaignId, 1, [rule('TOWN')], dates);
  await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1 } });
  const own = await county.call(readUnitDates, { params: { unitId: house.id('SCHOOL') } });
  assert.deepEqual([own.stages[0]?.startsOn, own.stages[0]?.earliestOn], ['2026-03-20', '2026-04-18']);
});

test('the number of queries does not depend on how many units, batches and rules there are', async () => {
  const campaignId = await started();
  const count = async () => {
    const start = house.queries();
    await county.call(readCoverage, { params: { campaignId, organisationId: house.id('COUNTY') } });
    return house.queries() - start;
  };
  await planned(campaignId, 1, [rule('SCHOOL')]);
  const few = await count();
  await planned(campaignId, 2, [rule('TOWN'), rule('COUNTY', 'school'), rule('CLINIC')]);
  await planned(campaignId, 3, [rule('COUNTY')]);
  assert.equal(await count(), few);
});

test('the simple way plans and opens at once, and leaves to a planned batch what that one wins', async () => {
  const campaignId = await started();
  await planned(campaignId, 2, [rule('CLINIC')]);
  const body = { number: 1, organisationId: house.id('COUNTY'), stages };
  const { units } = await county.call(openBatch, { params: { campaignId }, body });
  assert.equal(units, 3);
  assert.deepEqual(await numbers(campaignId), { SCHOOL: 1, COMMUNITY: 1, CLINIC: 2, STATION: 1 });
});

function rule(code: string, classCode: string | null = null) {
  return { organisationId: house.id(code), classCode };
}

async function planned(campaignId: string, number: number, rules: ReturnType<typeof rule>[], dates = stages) {
  const body = { number, title: null, stages: dates, rules };
  return (await county.call(planBatch, { params: { campaignId }, body })).id;
}

function list(campaignId: string, query: { state?: 'uncovered' | 'doubly'; batch?: string; class?: string }) {
  return county.call(listCoverage, { params: { campaignId, organisationId: house.id('COUNTY') }, query });
}

/** The batch that each unit falls to. */
async function numbers(campaignId: string): Promise<Record<string, number | null>> {
  const { units } = await list(campaignId, {});
  return Object.fromEntries(
    ['SCHOOL', 'COMMUNITY', 'CLINIC', 'STATION'].map((code) => [
      code,
      units.find(({ id }) => id === house.id(code))?.batchNumber ?? null,
    ]),
  );
}

async function agrees(
  campaignId: string,
  expected: { takingPart: number; toTake: number; withoutMember: number; uncovered: number },
): Promise<void> {
  const coverage = await county.call(readCoverage, { params: { campaignId, organisationId: house.id('COUNTY') } });
  const sum = (pick: 'takingPart' | 'toTake' | 'withoutMember') =>
    coverage.batches.reduce((total, batch) => total + batch[pick], 0);
  const figures = { takingPart: sum('takingPart'), toTake: sum('toTake'), withoutMember: sum('withoutMember') };
  assert.deepEqual({ ...figures, uncovered: coverage.uncovered }, expected);
  const all = Object.values(figures).reduce((total, figure) => total + figure, 0);
  assert.equal(all + coverage.uncovered + coverage.doubly, coverage.units);
  assert.equal((await list(campaignId, { state: 'uncovered' })).all, coverage.uncovered);
  for (const batch of coverage.batches) {
    for (const { unitClass, takingPart, toTake, withoutMember } of batch.classes) {
      const listed = await list(campaignId, { batch: batch.id, class: unitClass?.code ?? 'none' });
      assert.equal(listed.all, takingPart + toTake + withoutMember);
      assert.equal(listed.units.length, listed.all);
    }
  }
}

let begun = 0;
async function started(): Promise<string> {
  const { playbooks } = await county.call(listPlaybooks, {});
  const playbookId = playbooks.find(({ code }) => code === '2005-town')!.id;
  begun += 1;
  const body = {
    playbookId,
    name: { zh: '县里的活动', en: 'The county’s own' },
    startedOn: `2026-03-${String(begun).padStart(2, '0')}`,
  };
  const office = await house.as('office');
  return (await office.call(startCampaign, { params: { organisationId: house.id('COUNTY') }, body })).id;
}

function asOwner(text: string): Promise<Record<string, unknown>[]> {
  return withClient(
    house.database.superuser(),
    async (client) => (await client.query<Record<string, unknown>>(text)).rows,
  );
}
