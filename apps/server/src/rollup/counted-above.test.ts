import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mergeOrganisation } from '@muster/contract/organisation';
import { readOverview, readStatistics } from '@muster/contract/rollup';
import { startTestHouse, type TestHouse } from '@muster/testkit';

// A unit counts in the party tree above all its branches; a place beneath says that the figures are not there.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

async function saidAt(...codes: readonly string[]): Promise<readonly (readonly [boolean, number])[]> {
  await house.fold();
  const office = await house.as('office');
  return Promise.all(
    codes.map(async (code) => {
      const params = { organisationId: house.id(code) };
      const { countedAbove, stages } = await office.call(readStatistics, { params });
      assert.equal((await office.call(readOverview, { params })).countedAbove, countedAbove, code);
      return [countedAbove, stages.find((stage) => stage.code === 'study')?.units ?? 0] as const;
    }),
  );
}

test('the branches of a unit with several say so, the place above them all and the place tree do not', async () => {
  assert.deepEqual(await saidAt('SCHOOL-1', 'SCHOOL-2', 'COMMUNITY-1', 'TOWN-COMMITTEE', 'SCHOOL', 'TOWN'), [
    [true, 0],
    [true, 0],
    [false, 1],
    [false, 2],
    [false, 1],
    [false, 2],
  ]);
});

test('a joint branch says so when one of its units gains a branch elsewhere, which goes on above both with all that was before', async () => {
  assert.deepEqual(await saidAt('JOINT-1', 'OTHER-COMMITTEE', 'COUNTY-COMMITTEE'), [
    [false, 2],
    [false, 2],
    [false, 4],
  ]);
  const body = { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '合并' };
  await (await house.as('office')).call(mergeOrganisation, { params: { organisationId: house.id('COMMUNITY') }, body });
  assert.deepEqual(await saidAt('JOINT-1', 'OTHER-COMMITTEE', 'COMMUNITY-1', 'COUNTY-COMMITTEE'), [
    [true, 1],
    [true, 1],
    [true, 0],
    [false, 3],
  ]);
  assert.deepEqual(await house.differences(), []);
});
