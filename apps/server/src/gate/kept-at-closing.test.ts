/** What a closed campaign says of its units is what held when it was closed: nobody who moves, leaves or joins afterwards changes it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeCampaign } from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import { addMember, endMembership, proposeTransfer } from '@muster/contract/roster';
import { listStandings } from '@muster/contract/rollup';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { condition, meet, ownCampaign } from '../testing/own-campaign.fixture.ts';
import { firstCampaign } from '../testing/second-campaign.fixture.ts';

let house: TestHouse;
let campaign: string;
let first: string;
before(async () => {
  house = await startTestHouse();
  first = await firstCampaign(house);
  campaign = await ownCampaign(house, [
    condition('hours', 'measure: study.minutes, hard: true, each: 2 hours, threshold: at least 100 %'),
    condition('satisfied', 'measure: assessment.satisfied, hard: false, threshold: at least 50 %'),
  ]);
  await meet(house, 'secretary', { branch: 'SCHOOL-1', day: '2026-03-18', ill: ['SCHOOL-1-05'] });
});
after(() => house.close());

const gate = async (of = campaign) => {
  const { findings, members } = await (
    await house.as('office')
  )
    .call(readGate, { params: { unitId: house.id('SCHOOL') } }, { campaign: of })
    .then(({ unit, ...answer }) => ({ ...answer, members: unit.members }));
  return { members, figures: findings.map(({ code, num, den, verdict }) => [code, num, den, verdict]), findings };
};
const standing = async () => {
  await house.fold();
  const { rows } = await (
    await house.as('office')
  ).call(
    listStandings,
    { params: { organisationId: house.id('SCHOOL') }, query: { stage: 'study', condition: 'hours' } },
    { campaign },
  );
  return rows.map(({ num, den, verdict }) => [num, den, verdict]);
};

test('given a campaign that runs, the figures follow who is a member; given it is closed, they stay', async () => {
  const office = await house.as('office');
  const before0 = await gate();
  assert.deepEqual(before0.figures[0]?.slice(0, 3), ['hours', 14, 20]);
  const body = { closedOn: '2026-03-20', reason: '任务完成', unfinished: 4 };
  await office.call(closeCampaign, { params: { campaignId: campaign }, body });
  assert.deepEqual((await gate()).figures, before0.figures);
  const [kept, others] = [await standing(), (await gate(first)).figures];

  const moving = { params: { personId: house.id('SCHOOL-1-05') }, body: { branchId: house.id('COMMUNITY-1') } };
  await office.call(proposeTransfer, moving);
  await office.call(endMembership, {
    params: { personId: house.id('SCHOOL-1-06') },
    body: { reason: 'died', on: '2026-03-20' },
  });
  const one = { name: '新来人', bornIn: 1980, standing: 'full' as const, categories: [], isSomebodyElse: false };
  await office.call(addMember, { params: { branchId: house.id('SCHOOL-1') }, body: one });

  const later = await gate();
  assert.deepEqual(later.figures, before0.figures);
  assert.deepEqual(later.members, 19);
  assert.deepEqual(await standing(), kept);
  assert.notDeepEqual((await gate(first)).figures, others, 'the campaign that runs follows');
  assert.deepEqual(await house.differences(), []);
});

test('nobody is named as lacking something in what is over, and nothing is to be done', async () => {
  const { findings } = await gate();
  assert.ok(findings.every(({ missing, act }) => missing.length === 0 && act.kind === 'none'));
});
