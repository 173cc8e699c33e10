import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readUnitDates } from '@muster/contract/campaign';
import { decideTransition } from '@muster/contract/gate';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { apply, endorse, gateOf, mend, refuseCommunity } from './ways-round.fixture.ts';

// The study stage runs to 25 March, analysis was to run from 26 March to 10 May, rectification to 30 June; the house stands on 20 March.

let house: TestHouse;
let orderId: string;
before(async () => {
  house = await startTestHouse();
  await refuseCommunity(house, '2026-03-30');
  orderId = (await gateOf(house, 'office', 'COMMUNITY')).unmended[0]?.id ?? '';
});
after(() => house.close());

const on = (day: string) => house.clock.set(new Date(`${day}T10:00:00+08:00`));
const dates = async () => {
  const { stages } = await (
    await house.as('communityClerk')
  ).call(readUnitDates, { params: { unitId: house.id('COMMUNITY') } });
  return stages.map(({ code, state, startsOn, earliestOn, endsOn, shifted }) => ({
    code,
    state,
    planned: [startsOn, earliestOn, endsOn],
    shifted: shifted === null ? null : [shifted.startsOn, shifted.earliestOn, shifted.endsOn],
  }));
};
const planned = [
  ['2026-02-10', '2026-03-11', '2026-03-25'],
  ['2026-03-26', '2026-04-24', '2026-05-10'],
  ['2026-05-11', '2026-06-09', '2026-06-30'],
];

test('given it is refused before its next stage was to begin, then that stage can still begin as planned', async () => {
  const now = await dates();
  assert.deepEqual(
    now.map((stage) => stage.planned),
    planned,
  );
  assert.deepEqual(
    now.map(({ shifted }) => shifted),
    [null, null, null],
  );
});

test('given that day passes and it is not mended, then each day says the dates that are still possible, beside those that were planned', async () => {
  on('2026-04-02');
  const late = await dates();
  assert.deepEqual(
    late.map(({ shifted }) => shifted),
    [null, ['2026-04-02', '2026-05-01', '2026-05-10'], null],
  );
  on('2026-04-20');
  const later = await dates();
  assert.deepEqual(
    later.map(({ shifted }) => shifted),
    [null, ['2026-04-20', '2026-05-19', '2026-05-19'], ['2026-05-20', '2026-06-18', '2026-07-09']],
  );
  assert.deepEqual(
    later.map((stage) => stage.planned),
    planned,
  );
});

test('given it is mended and let pass on a day, then its stages have the dates that this day said', async () => {
  const said = await dates();
  await mend(house, orderId);
  const transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
  await (await house.as('office')).call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
  const now = await dates();
  assert.deepEqual(
    now.map(({ state, shifted }) => [state, shifted]),
    [
      ['closed', null],
      ['open', null],
      ['ahead', null],
    ],
  );
  assert.deepEqual(
    now.map((stage) => stage.planned),
    said.map((stage) => stage.shifted ?? stage.planned),
  );
});

test('given a unit that was not refused, then it is told the same: no stage begins before the one before it is left', async () => {
  const { stages } = await (await house.as('clerk')).call(readUnitDates, { params: { unitId: house.id('SCHOOL') } });
  assert.deepEqual(
    stages.map(({ shifted }) => shifted?.startsOn ?? null),
    [null, '2026-04-20', '2026-05-20'],
  );
});
