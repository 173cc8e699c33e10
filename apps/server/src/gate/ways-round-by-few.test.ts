import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listAssessments, openAssessment, readAssessment } from '@muster/contract/assessment';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, count, gateOf, open, stoppedBy, verdicts, vote } from './ways-round.fixture.ts';

// Ways round the hard vote by few papers: what one person said passes no unit, and is shown to nobody.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-17' });
  await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day: '2026-03-18' });
});
after(() => house.close());

const agree = async () => {
  await house.fold();
  assert.deepEqual(await house.differences(), []);
};

test('one paper of all who may vote is confirmed as too few: it passes nothing and tells nothing', async () => {
  const assessmentId = await vote(house, 0, 1);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied not-met']);
  assert.equal(await refusalOf(apply(house, 'communityHead', 'COMMUNITY')), 'hard-conditions-open');
  const { assessment } = await (await house.as('communityClerk')).call(readAssessment, { params: { assessmentId } });
  const { state, tooFew, tally, counts } = assessment;
  assert.deepEqual([state, tooFew, tally, counts], ['confirmed', { valid: 1, least: 10 }, null, []]);
  const finding = (await gateOf(house, 'communityClerk', 'COMMUNITY')).findings.find(
    ({ code }) => code === 'dissatisfied',
  );
  assert.deepEqual(
    [finding?.num, finding?.den, finding?.act.kind, finding?.act.mayDo],
    [0, 0, 'open-assessment', true],
  );
  await agree();
});

test('another vote is held without an order, nine papers are too few again, and ten are a result', async () => {
  const { mayOpen } = await (
    await house.as('communityClerk')
  ).call(listAssessments, { params: { organisationId: house.id('COMMUNITY') } });
  assert.equal(mayOpen, true);
  const second = await open(house);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied waiting']);
  await agree();
  await count(house, second, 0, 9);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied not-met']);
  await agree();
  await vote(house, 1, 9);
  assert.deepEqual(await verdicts(house, 'COMMUNITY'), ['hours met', 'dissatisfied not-met']);
  const finding = (await gateOf(house, 'office', 'COMMUNITY')).findings.find(({ code }) => code === 'dissatisfied');
  assert.deepEqual([finding?.num, finding?.den], [1, 10]);
  await agree();
});

test('a vote that failed is not forgotten by one of too few: the next goes by an order', async () => {
  const heldOn = '2026-03-19';
  const again = (await house.as('communityClerk')).call(openAssessment, {
    params: { unitId: house.id('COMMUNITY') },
    body: { heldOn },
  });
  assert.equal(await refusalOf(again), 'assessment-needs-verified-order');
  const written = (
    set: string,
  ) => `insert into assessment select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(),
    'recorded_at', clock_timestamp()) || '${set}')).* from assessment a where unit_id = $1 and attempt = 3`;
  const community = [house.id('COMMUNITY')];
  assert.equal(await stoppedBy(house, written('{"attempt": 4}'), community), 'assessment__verified_order');
  assert.equal(
    await stoppedBy(house, written('{"attempt": 1, "fewest_papers": 9}'), community),
    'assessment__fewest_papers',
  );
});
