import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readUnitDates } from '@muster/contract/campaign';
import { decideTransition } from '@muster/contract/gate';
import { readOverview } from '@muster/contract/rollup';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, endorse, gateOf, vote } from './ways-round.fixture.ts';

// The study stage was to run from 10 February to 25 March; the house stands on 20 March.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 1, 90);
  const transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
  await (await house.as('office')).call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
});
after(() => house.close());

const ends = [
  ['closed', '2026-02-10', '2026-03-25', '2026-03-20'],
  ['open', '2026-03-20', '2026-05-10', null],
  ['ahead', '2026-05-11', '2026-06-30', null],
];

test('given a unit is let pass before its stage was to end, then its gate says on which day the stage did, beside the one planned', async () => {
  const { stages } = await gateOf(house, 'communityClerk', 'COMMUNITY');
  assert.deepEqual(
    stages.map(({ state, startsOn, endsOn, closedOn }) => [state, startsOn, endsOn, closedOn]),
    ends,
  );
});

test('then so do its dates', async () => {
  const params = { unitId: house.id('COMMUNITY') };
  const { stages } = await (await house.as('communityClerk')).call(readUnitDates, { params });
  assert.deepEqual(
    stages.map(({ state, startsOn, endsOn, closedOn }) => [state, startsOn, endsOn, closedOn]),
    ends,
  );
});

test('then its overview says it, too', async () => {
  const { stages } = await (
    await house.as('communityClerk')
  ).call(readOverview, { params: { organisationId: house.id('COMMUNITY') }, query: {} });
  assert.deepEqual(
    stages.map(({ fromOn, toOn, closedOn }) => [fromOn, toOn, closedOn]),
    ends.map(([, ...days]) => days),
  );
});

test('given it is late again, then the gate says of the stages ahead the dates that are still possible, as its dates do', async () => {
  house.clock.set(new Date('2026-05-20T10:00:00+08:00'));
  const params = { unitId: house.id('COMMUNITY') };
  const gate = await gateOf(house, 'communityClerk', 'COMMUNITY');
  const { stages } = await (await house.as('communityClerk')).call(readUnitDates, { params });
  const shifted = [null, null, { startsOn: '2026-05-20', earliestOn: '2026-06-18', endsOn: '2026-06-30' }];
  assert.deepEqual(
    gate.stages.map((stage) => stage.shifted),
    shifted,
  );
  assert.deepEqual(
    stages.map((stage) => stage.shifted),
    shifted,
  );
});
