import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listGates, readGate } from '@muster/contract/gate';
import { mergeOrganisation, readChangeEffects } from '@muster/contract/organisation';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, decide, endorse, vote } from './ways-round.fixture.ts';

// A unit passed a stage and was merged into another afterwards: its page still says who applied, endorsed and decided.

let house: TestHouse;
let earlier: Awaited<ReturnType<typeof gate>>['earlier'];
let standing: Awaited<ReturnType<typeof stagesOf>>;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 1, 90);
  const id = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', id);
  await decide(house, 'office', id);
  ({ earlier } = await gate('office', 'COMMUNITY'));
  standing = await stagesOf('COMMUNITY');
  const params = { organisationId: house.id('COMMUNITY') };
  const body = { intoId: house.id('SCHOOL'), on: '2026-03-20', reason: '合并' };
  await (await house.as('office')).call(mergeOrganisation, { params, body });
});
after(() => house.close());

const gate = async (who: CastName, unit: string) =>
  (await house.as(who)).call(readGate, { params: { unitId: house.id(unit) } });

const stagesOf = async (unit: string) => {
  const params = { organisationId: house.id(unit) };
  const { stages } = await (await house.as('office')).call(readChangeEffects, { params });
  return stages.map(({ passed, open }) => [passed, open]);
};

test('before it is merged, either says which stages it has passed and what of the present one is counted by its members', async () => {
  assert.deepEqual(standing, [[['study'], { code: 'analysis', counted: [], openHard: 0 }]]);
  assert.deepEqual(await stagesOf('SCHOOL'), [[[], { code: 'study', counted: ['hours'], openHard: 2 }]]);
  assert.deepEqual([await stagesOf('COMMUNITY'), await stagesOf('TOWN')], [[], []]);
});

test('the page of a merged unit has its applications as they were, with every step of them', async () => {
  const now = await gate('office', 'COMMUNITY');
  assert.deepEqual(
    now.earlier.map(({ stageCode, state, steps }) => [stageCode, state, steps.map(({ step }) => step)]),
    [['study', 'passed', ['applied', 'endorsed', 'passed']]],
  );
  assert.deepEqual(now.earlier, earlier);
});

test('nothing can be done about them', async () => {
  const { campaignId, transition, mayApply, earlier: kept } = await gate('office', 'COMMUNITY');
  assert.deepEqual([campaignId, transition, mayApply], [null, null, false]);
  for (const { may } of kept) assert.deepEqual([may.endorse, may.decide], [false, false]);
});

test('the unit that took it in has none of them', async () => {
  assert.deepEqual((await gate('office', 'SCHOOL')).earlier, []);
});

test('in a list of gates it is the same, and as many queries as for one', async () => {
  const office = await house.as('office');
  const cost = async (...codes: string[]) => {
    const sent = house.queries();
    const { gates } = await office.call(listGates, {
      query: { units: codes.map((code) => house.id(code)).join(',') },
    });
    return { gates, queries: house.queries() - sent };
  };
  const alone = await cost('COMMUNITY', 'SCHOOL');
  const three = await cost('COMMUNITY', 'SCHOOL', 'CLINIC', 'STATION');
  assert.deepEqual(three.gates[0]?.earlier, earlier);
  assert.equal(three.queries, alone.queries);
});
