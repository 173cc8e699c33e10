import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listAssessments } from '@muster/contract/assessment';
import { closeOrganisation, readChangeEffects } from '@muster/contract/organisation';
import { readOverview } from '@muster/contract/rollup';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { asOwner, gateOf, vote } from './ways-round.fixture.ts';

// A unit whose vote failed and that nobody is in any more is closed (0048): it passed nothing by that, and its vote stays to be read.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const at = (code: string) => ({ params: { organisationId: house.id(code) } });
const failedVoteOf = async (code: string) =>
  (await (await house.as('office')).call(readChangeEffects, at(code))).failedVote;
const votes = async (who: CastName, code: string) => {
  const { assessments } = await (await house.as(who)).call(listAssessments, at(code));
  return assessments.map(({ unit, tally }) => [unit.name, tally?.dissatisfied, tally?.valid, tally?.blocks]);
};
const studyAt = async (code: string) => {
  await house.fold();
  const { stages, conditions } = await (await house.as('office')).call(readOverview, at(code));
  const stage = stages.find((each) => each.code === 'study');
  const judged = conditions.find((each) => each.stageCode === 'study' && each.code === 'dissatisfied');
  return { open: stage?.open, closed: stage?.closed, met: judged?.met, notMet: judged?.notMet };
};

test('that its last vote fails is said before it is closed, with the share', async () => {
  assert.equal(await failedVoteOf('COMMUNITY'), null);
  await vote(house, 10, 80);
  assert.deepEqual(await failedVoteOf('COMMUNITY'), { of: 'dissatisfied', num: 10, den: 90 });
  assert.equal(await failedVoteOf('SCHOOL'), null);
  assert.equal(await failedVoteOf('TOWN'), null);
});

test('closed it counts nowhere as passed, and who could read the vote reads it still', async () => {
  const voted = [['明湖社区', 10, 90, true]];
  assert.deepEqual(await votes('office', 'COMMUNITY'), voted);
  assert.deepEqual(await studyAt('COUNTY'), { open: 4, closed: 0, met: 0, notMet: 1 });
  await asOwner(
    house,
    `update membership set to_on = '2026-03-20', end_reason = 'left' where unit_id = '${house.id('COMMUNITY')}' and to_on is null`,
  );
  for (const code of ['COMMUNITY-1', 'COMMUNITY'])
    await (
      await house.as('office')
    ).call(closeOrganisation, { ...at(code), body: { on: '2026-03-20', reason: '撤销' } });
  assert.deepEqual(await studyAt('COUNTY'), { open: 3, closed: 0, met: 0, notMet: 0 });
  for (const who of ['office', 'county', 'town', 'team'] as const) {
    assert.deepEqual(await votes(who, 'COMMUNITY'), voted, who);
    const { stages, findings } = await gateOf(house, who, 'COMMUNITY');
    assert.deepEqual([stages, findings], [[], []], 'it stands in no stage, and meets nothing');
  }
  for (const who of ['office', 'county', 'town'] as const)
    assert.deepEqual(await votes(who, 'TOWN'), voted, 'nor is it gone from the list of those above');
});
