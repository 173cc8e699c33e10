/** What is over counts no further: a month after a campaign was closed, days and what is overdue stand as on its last day. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeCampaign, readClosing } from '@muster/contract/campaign';
import { readGate } from '@muster/contract/gate';
import { listObligations, readOwed } from '@muster/contract/obligation';
import { listOutstanding, listStagesBeneath, readOverview, readStatistics } from '@muster/contract/rollup';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { firstCampaign } from '../testing/second-campaign.fixture.ts';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  const office = await house.as('office');
  const params = { campaignId: await firstCampaign(house) };
  const { unfinished } = await office.call(readClosing, { params });
  assert.ok(unfinished > 0);
  await office.call(closeCampaign, { params, body: { closedOn: '2026-03-20', reason: '任务完成', unfinished } });
  await house.fold();
});
after(() => house.close());

async function shown() {
  const office = await house.as('office');
  const params = { organisationId: house.id('COUNTY') };
  const school = { unitId: house.id('SCHOOL') };
  const { stages, findings, campaignClosedOn } = await office.call(readGate, { params: school });
  const { obligations } = await office.call(listObligations, { params });
  const { all: overdue } = await office.call(listObligations, { params, query: { state: 'overdue' } });
  const { owed } = await office.call(readOwed, { params: { obligationId: obligations[0]?.id ?? '' } });
  return {
    closedOn: campaignClosedOn,
    shifted: stages.map(({ shifted }) => shifted),
    due: findings.map(({ due, verdict }) => [due, verdict]),
    isOverdue: obligations.map(({ isOverdue }) => isOverdue),
    overdue,
    standing: owed.standing,
    figures: (await office.call(readOverview, { params })).owed,
    beneath: (await office.call(listStagesBeneath, { params })).rows.map((each) => each.overdue),
    outstanding: (await office.call(listOutstanding, { params, query: { when: 'overdue' } })).all,
    statistics: (({ owed: weeks, stages: curves }) => [weeks, curves])(await office.call(readStatistics, { params })),
  };
}

test('given a campaign was closed with units unfinished, then a month later everything stands as on that day', async () => {
  const then = await shown();
  assert.equal(then.overdue, 0, 'nothing was overdue yet');
  house.clock.set(new Date('2026-04-20T10:00:00+08:00'));
  await house.fold();
  assert.deepEqual(await shown(), then);
  assert.equal(then.closedOn, '2026-03-20');
});
