import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { confirmAssessment, enterCount, openAssessment } from '@muster/contract/assessment';
import { readUnitDates } from '@muster/contract/campaign';
import { recordFinding } from '@muster/contract/supervision';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { gateOf, mend, refuseCommunity } from './ways-round.fixture.ts';

// The study stage runs to 25 March, analysis was to run from 26 March to 10 May, rectification to 30 June; the house stands on 20 March.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await refuseCommunity(house, '2026-04-12');
});
after(() => house.close());

const on = (day: string) => house.clock.set(new Date(`${day}T10:00:00+08:00`));
type Days = { readonly startsOn: string; readonly earliestOn: string; readonly endsOn: string } | null;
const daysOf = (dates: Days) => dates && [dates.startsOn, dates.earliestOn, dates.endsOn];

/** The same on the page of the dates and in the gate's answer. */
async function told(unit: string) {
  const dates = await (await house.as('office')).call(readUnitDates, { params: { unitId: house.id(unit) } });
  const gate = await gateOf(house, 'office', unit);
  const of = ({ mendBy, stages }: Pick<typeof gate, 'mendBy' | 'stages'>) => ({
    mendBy,
    byOrder: stages.map(({ byOrder }) => daysOf(byOrder)),
  });
  assert.deepEqual(of(gate), of(dates));
  return of(gate);
}

test('given it is refused and has longer to mend than its stage runs, then the stages ahead follow the day of the order', async () => {
  assert.deepEqual(await told('COMMUNITY'), {
    mendBy: '2026-04-12',
    byOrder: [null, ['2026-04-12', '2026-05-11', '2026-05-11'], ['2026-05-12', '2026-06-10', '2026-07-01']],
  });
});

test('given that day passes and it is not mended, then the order moves nothing any more: today does', async () => {
  on('2026-04-20');
  assert.deepEqual(await told('COMMUNITY'), { mendBy: '2026-04-12', byOrder: [null, null, null] });
  on('2026-03-20');
});

test('given it is mended, then no order moves its dates', async () => {
  await mend(house, (await gateOf(house, 'office', 'COMMUNITY')).unmended[0]?.id ?? '');
  assert.deepEqual(await told('COMMUNITY'), { mendBy: null, byOrder: [null, null, null] });
});

test('given a vote fails, then the stages ahead follow what was ordered after it, and not what was ordered before or elsewhere', async () => {
  const none = { satisfied: 0, basicallySatisfied: 0, dissatisfied: 0, dontKnow: 0, void: 0 };
  const order = async (dueOn: string) =>
    (await house.as('team')).call(recordFinding, {
      params: { unitId: house.id('SCHOOL') },
      body: { code: null, text: '公开不及时', order: { text: '按月公开', dueOn } },
    });
  await order('2026-05-20');
  assert.deepEqual(await told('SCHOOL'), { mendBy: null, byOrder: [null, null, null] });
  const params = { unitId: house.id('SCHOOL') };
  const { id: assessmentId } = await (
    await house.as('office')
  ).call(openAssessment, { params, body: { heldOn: '2026-03-19' } });
  const body = { member: { ...none, satisfied: 12, dissatisfied: 8 }, representative: none };
  for (const teller of ['clerk', 'secretary'] as const)
    await (await house.as(teller)).call(enterCount, { params: { assessmentId }, body });
  await (await house.as('team')).call(confirmAssessment, { params: { assessmentId } });
  assert.deepEqual(await told('SCHOOL'), { mendBy: null, byOrder: [null, null, null] });
  house.clock.set(new Date('2026-03-20T11:00:00+08:00'));
  await order('2026-04-12');
  assert.deepEqual(await told('SCHOOL'), {
    mendBy: '2026-04-12',
    byOrder: [null, ['2026-04-12', '2026-05-11', '2026-05-11'], ['2026-05-12', '2026-06-10', '2026-07-01']],
  });
});
