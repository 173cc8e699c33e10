import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Client } from '@muster/client';
import {
  loadPlaybook,
  openPlannedBatch,
  planBatch,
  readBatchReadiness,
  sayReady,
  startCampaign,
  takeBackReady,
} from '@muster/contract/campaign';
import { refusalOf, smallPlaybook, startTestHouse, type TestHouse } from '@muster/testkit';
import { openWorkbook } from './organisation/workbook/open-workbook.ts';
import { withClient } from './platform/database/client.ts';

// What is ready before a batch opens is there as a workbook, as it stands and as it stood.

const readiness = `
readiness:
  - { code: staffed, title: { zh: 充实力量, en: Staffed }, measures: [access.branches-without-secretary, access.units-without-staff] }
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
  await withClient(house.database.superuser(), (client) =>
    client.query(`update appointment set to_on = '2026-03-19' where role = 'secretary' and organisation_id = $1`, [
      house.id('COMMUNITY-1'),
    ]),
  );
});
after(() => house.close());

test('what is ready goes to Excel as it stands, with the names of what is lacking, what was said and taken back, and the opening', async () => {
  const campaignId = await started((text) => text.replace(/(\n +branch: \{ zh: )[^,]+/u, '$1护理组'));
  const batchId = await planned(campaignId);
  const book = async (language: 'zh' | 'en') =>
    openWorkbook((await county.workbook(readBatchReadiness, { params: { batchId } }, { language })).bytes);
  const body = { item: 'plan', readyOn: '2026-03-18', words: '县委通过' };
  const { id: wordId } = await county.call(sayReady, { params: { batchId }, body });
  await county.call(takeBackReady, { params: { wordId }, body: { reason: '人大还有意见' } });
  await county.call(sayReady, { params: { batchId }, body: { ...body, readyOn: '2026-03-19', words: '人大通过' } });
  const [ready, taken, opening] = await book('zh');
  const { items } = await county.call(readBatchReadiness, { params: { batchId } });
  assert.equal(ready?.rows.length, 1 + items.reduce((sum, { figures }) => sum + Math.max(1, figures.length), 0));
  const secretaries = ready?.rows.find((row) => row.includes('明湖社区党支部'));
  assert.deepEqual(secretaries?.slice(0, 3), ['充实力量', '', '还没做好']);
  assert.equal(secretaries?.[3], '护理组', 'in the words of the campaign that the batch is of');
  assert.deepEqual(secretaries.slice(5, 8), ['1', '3', '明湖社区党支部']);
  const plan = ready?.rows.find(([item]) => item === '制定方案');
  assert.deepEqual([plan?.[2], ...(plan?.slice(8) ?? [])], ['已做好', '2026-03-19', '人大通过', '许望舒']);
  assert.deepEqual(
    taken?.rows.slice(1).map((row) => [...row.slice(0, 5), row[6]]),
    [['制定方案', '2026-03-18', '县委通过', '许望舒', '许望舒', '人大还有意见']],
  );
  assert.equal(opening?.rows.length, 1);
  await county.call(openPlannedBatch, { params: { batchId }, body: { revision: 1, reason: '督导组下周到位' } });
  const opened = await book('en');
  assert.deepEqual(
    opened[2]?.rows.map((row) => [row[0], row[2]]),
    [
      ['Opened by', 'Why it opened all the same'],
      ['许望舒', '督导组下周到位'],
    ],
  );
  assert.ok(opened.at(-1)?.rows.some(([title, fact]) => title === 'Batch' && fact === 'Batch 1'));
  const stranger = await house.as('otherTown');
  assert.equal(
    await refusalOf(stranger.workbook(readBatchReadiness, { params: { batchId } }, { language: 'zh' })),
    'not-found',
  );
});

async function planned(campaignId: string): Promise<string> {
  const rules = [{ organisationId: house.id('TOWN'), classCode: null }];
  const body = { number: 1, title: null, stages, rules };
  return (await county.call(planBatch, { params: { campaignId }, body })).id;
}

async function started(words: (text: string) => string): Promise<string> {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const yaml = `${words(smallPlaybook()).replace('code: 2005-town', 'code: ready')}${readiness}`;
  const { id: playbookId } = await office.call(loadPlaybook, { params, body: { yaml } });
  const body = { playbookId, name: { zh: '县里的活动', en: 'The county’s own' }, startedOn: '2026-03-01' };
  return (await office.call(startCampaign, { params, body })).id;
}
