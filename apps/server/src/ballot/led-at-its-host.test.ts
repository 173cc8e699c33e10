/** A poll of units that vote together is read by whoever has sight of any of them, and led and ruled on at the host, as on paper. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeDraw, closePoll, endPoll, listPolls, printSlips, publishPoll } from '@muster/contract/ballot';
import { openAssessment } from '@muster/contract/assessment';
import { cast, refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { makeBallotThings } from '../permission-rows-ballot.fixture.ts';
import { withClient } from '../platform/database/client.ts';

let house: TestHouse;
let pollId: string;
before(async () => {
  house = await startTestHouse();
  const office = await house.as('office');
  await office.call(openAssessment, { params: { unitId: house.id('SCHOOL') }, body: { heldOn: '2026-03-19' } });
  const things = new Map<string, string>();
  await makeBallotThings(house, things);
  pollId = things.get('poll') ?? '';
  // The clinic, of which another team is, votes with the school.
  await withClient(house.database.superuser(), async (client) => {
    await client.query(`select set_config('session_replication_role', 'replica', false)`);
    await client.query(
      `update ballot_poll set told = told || (select array_agg(p.path) || array_agg(l) from participation p, unnest(p.linked) l where p.unit_id = $1)`,
      [house.id('CLINIC')],
    );
  });
});
after(() => house.close());

const asked = async (who: CastName) => {
  const visitor = await house.as(who);
  const params = { pollId };
  return Promise.all([
    refusalOf(visitor.call(printSlips, { params })),
    refusalOf(visitor.call(closeDraw, { params })),
    refusalOf(visitor.call(closePoll, { params })),
    refusalOf(visitor.call(publishPoll, { params })),
    refusalOf(visitor.call(endPoll, { params, body: { reason: 'disturbed', note: '停电' } })),
  ]);
};

test('whoever supervises a guest alone leads nothing of it, and is offered nothing', async () => {
  assert.deepEqual(new Set(await asked('otherTeam')), new Set(['not-permitted']));
  assert.ok(!(await asked('team')).includes('not-permitted'));
  const team = await house.as('team');
  const { polls } = await team.call(listPolls, { params: { unitId: house.id('SCHOOL') } });
  assert.ok(polls[0]?.may.callOff);
});

test('nor does the database take it from them', async () => {
  const written = (who: CastName) =>
    withClient(house.database.superuser(), (client) =>
      client.query(
        `insert into ballot_end (region_id, poll_id, ended_as, ended_by, ended_by_name, recorded_at, path, told)
         select region_id, id, 'cancelled', $1, '名', now(), path, told from ballot_poll`,
        [house.id(cast[who].name)],
      ),
    );
  await assert.rejects(written('otherTeam'), /confirm-assessment is not held there/);
  await written('team');
});
