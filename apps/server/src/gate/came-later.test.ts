import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mergeOrganisation } from '@muster/contract/organisation';
import { listStandings, listUnitsIn, readStatistics } from '@muster/contract/rollup';
import { addMember, proposeTransfer } from '@muster/contract/roster';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { asOwner, passCommunity } from './ways-round.fixture.ts';

// Whoever comes into a unit after it passed a stage was not judged with it: the stage that it passed says what it said then.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  await passCommunity(house);
  house.clock.set(new Date('2026-03-20T10:00:00+08:00'));
});
after(() => house.close());

const ofTheStage = async () => {
  await house.fold();
  const office = await house.as('office');
  const query = { stage: 'study', condition: 'hours' } as const;
  const { rows } = await office.call(listStandings, { params: { organisationId: house.id('COMMUNITY') }, query });
  return rows.map(({ num, den, verdict }) => [num, den, verdict]);
};

/** How many members are in each band of hours, by the figure and by the list behind it. */
const bands = async () => {
  await house.fold();
  const office = await house.as('office');
  const params = { organisationId: house.id('COMMUNITY') };
  const { hours } = await office.call(readStatistics, { params });
  const found = hours.find(({ stageCode }) => stageCode === 'study')?.bands ?? [];
  for (const { band, members } of found) {
    const query = { stage: 'study', of: 'hours', value: band } as const;
    assert.equal((await office.call(listUnitsIn, { params, query })).members, members, band);
  }
  return found;
};
let banded: Awaited<ReturnType<typeof bands>>;
let passed: Awaited<ReturnType<typeof ofTheStage>>;

test('a member who is transferred in without hours is not lacking in the stage that the unit passed', async () => {
  passed = await ofTheStage();
  banded = await bands();
  assert.equal(
    banded.reduce((sum, { members }) => sum + members, 0),
    passed[0]?.[1],
  );
  assert.deepEqual(
    passed.map(([, , verdict]) => verdict),
    ['met'],
  );
  await (
    await house.as('town')
  ).call(proposeTransfer, {
    params: { personId: house.id('SCHOOL-1-07') },
    body: { branchId: house.id('COMMUNITY-1'), on: '2026-03-20' },
  });
  assert.deepEqual(await ofTheStage(), passed);
  assert.deepEqual(await bands(), banded);
  assert.deepEqual(await house.differences(), []);
});

test('nor is a new member', async () => {
  const params = { branchId: house.id('COMMUNITY-1') };
  const body = { name: '新来的', bornIn: null, standing: 'probationary' as const, categories: [] };
  await (await house.as('town')).call(addMember, { params, body });
  assert.deepEqual(await ofTheStage(), passed);
  assert.deepEqual(await bands(), banded);
  assert.deepEqual(await house.differences(), []);
});

test('nor are all those of a unit that is merged into it', async () => {
  const office = await house.as('office');
  const params = { organisationId: house.id('SCHOOL') };
  const body = { intoId: house.id('COMMUNITY'), on: '2026-03-20', reason: '合并' };
  const merge = () => office.call(mergeOrganisation, { params, body });
  // Nobody comes past a hard condition by being merged into a unit that has passed it.
  assert.equal(await refusalOf(merge()), 'merge-skips-a-stage');
  await asOwner(
    house,
    `update stage_condition c set is_hard = false from participation p
     where p.region_id = c.region_id and p.id = c.participation_id and p.unit_id = '${house.id('SCHOOL')}'`,
  );
  await merge();
  assert.deepEqual(await ofTheStage(), passed);
  assert.deepEqual(await bands(), banded);
  assert.deepEqual(await house.differences(), []);
});

test('whoever goes from it and comes back is counted as before', async () => {
  const move = async (branch: string) =>
    (await house.as('office')).call(proposeTransfer, {
      params: { personId: house.id('COMMUNITY-1-09') },
      body: {
        branchId: house.id(branch),
        unitId: house.id(branch === 'JOINT-1' ? 'CLINIC' : 'COMMUNITY'),
        on: '2026-03-20',
      },
    });
  await move('JOINT-1');
  await move('COMMUNITY-1');
  assert.deepEqual(await ofTheStage(), passed);
  assert.deepEqual(await bands(), banded);
  assert.deepEqual(await house.differences(), []);
});
