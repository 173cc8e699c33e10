/** The tally of a vote is what the gate rules by: the check counts it again from the sheets of its tellers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestHouse, type TestHouse } from '@muster/testkit';
import { vote } from './ways-round.fixture.ts';
import { withClient } from '../platform/database/client.ts';

let house: TestHouse;
let assessmentId: string;
before(async () => {
  house = await startTestHouse();
  assessmentId = await vote(house, 1, 90);
  await house.fold();
});
after(() => house.close());

const plant = (statement: string) =>
  withClient(house.database.superuser(), async (client) => {
    await client.query('set session_replication_role = replica');
    assert.ok(((await client.query(statement, [assessmentId])).rowCount ?? 0) > 0);
  });
const found = async () =>
  (await house.differences()).map(({ of, name, stageCode, measure, stored, counted }) => [
    of,
    name,
    stageCode,
    measure,
    stored,
    counted,
  ]);
const is = (stored: string | null, counted: string | null, voters = 'member') => [
  'tally',
  '明湖社区',
  'study',
  `1:${voters}`,
  stored,
  counted,
];
const sheet = '90 0 1 0 0 / 95';

test('a tally that is what its tellers wrote differs in nothing', async () => {
  assert.deepEqual(await found(), []);
});

test('one that is not is found, beside the figures that do not follow from it yet', async () => {
  await plant(
    `update tally_assessment set satisfied = 81, dissatisfied = 10 where assessment_id = $1 and voters = 'member'`,
  );
  assert.deepEqual(
    (await found()).filter(([of]) => of === 'tally'),
    [is('81 0 10 0 0 / 95', sheet)],
  );
});

test('it is found as well once the figures follow from it, and after counting anew, which mends no record', async () => {
  await plant(
    `insert into rollup_dirty (region_id, participation_id, path, linked)
     select p.region_id, p.id, p.path, p.linked from assessment a
     join participation p on p.region_id = a.region_id and p.id = a.participation_id where a.id = $1`,
  );
  await house.fold();
  assert.deepEqual(await found(), [is('81 0 10 0 0 / 95', sheet)]);
  await house.recount();
  assert.deepEqual(await found(), [is('81 0 10 0 0 / 95', sheet)]);
  await plant(
    `update tally_assessment set satisfied = 90, dissatisfied = 1 where assessment_id = $1 and voters = 'member'`,
  );
  await house.recount();
  assert.deepEqual(await found(), []);
});

test('so is one that lacks a group or everything, has another number who may vote, or whose tellers did not agree', async () => {
  await plant(`update tally_assessment set eligible = 96 where assessment_id = $1 and voters = 'member'`);
  assert.deepEqual(await found(), [is('90 0 1 0 0 / 96', sheet)]);
  await plant(`update tally_assessment set eligible = 95 where assessment_id = $1 and voters = 'member'`);
  await plant(
    `update tally_teller set dont_know = 2, void = 1
     where assessment_id = $1 and voters = 'member' and teller_id = (select min(teller_id::text)::uuid from tally_teller where assessment_id = $1)`,
  );
  assert.deepEqual(
    (await found()).filter(([of]) => of === 'tally'),
    [is(sheet, '90 0 1 0..2 0..1 / 95')],
  );
  await plant(`update tally_teller set dont_know = 0, void = 0 where assessment_id = $1 and voters = 'member'`);
  await plant(`delete from tally_assessment where assessment_id = $1 and voters = 'representative'`);
  assert.deepEqual(
    (await found()).map(([of, , , measure, stored]) => [of, measure, stored]),
    [['tally', '1:representative', null]],
  );
  await plant(`delete from tally_assessment where assessment_id = $1`);
  assert.deepEqual(
    (await found()).filter(([of]) => of === 'tally').map(([of, , , measure, stored]) => [of, measure, stored]),
    [
      ['tally', '1:member', null],
      ['tally', '1:representative', null],
    ],
  );
});
