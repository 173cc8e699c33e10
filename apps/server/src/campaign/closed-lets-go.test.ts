/** A campaign that is closed lets go: its teams act no longer through it, and what it left open stands in nobody's way. */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { readMe } from '@muster/contract/access';
import { openAssessment } from '@muster/contract/assessment';
import { closeCampaign } from '@muster/contract/campaign';
import { applyForTransition, readGate } from '@muster/contract/gate';
import { listObligations, submitDeliverable } from '@muster/contract/obligation';
import { closeOrganisation, mergeOrganisation, readOrganisation } from '@muster/contract/organisation';
import { listTeams } from '@muster/contract/supervision';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';
import { makeRegion } from '../operations/make-region.ts';
import { moveRegion } from '../operations/move-region.ts';
import { withClient } from '../platform/database/client.ts';
import { openDatabase } from '../platform/database/db.ts';
import { firstCampaign, furtherCampaign, teamIn } from '../testing/second-campaign.fixture.ts';

async function opened(t: TestContext): Promise<{ house: TestHouse; first: string }> {
  const house = await startTestHouse();
  t.after(() => house.close());
  await asOwner(house, 'update stage_condition set is_hard = false');
  return { house, first: await firstCampaign(house) };
}

async function asOwner<Row extends object>(house: TestHouse, text: string): Promise<Row[]> {
  return withClient(house.database.superuser(), async (client) => (await client.query<Row>(text)).rows);
}

async function close(house: TestHouse, campaignId: string): Promise<void> {
  const body = { closedOn: '2026-03-19', reason: '任务完成', unfinished: 4 };
  await (await house.as('office')).call(closeCampaign, { params: { campaignId }, body });
}

/** The school votes and hands in, the community has applied: nothing of it is finished. */
async function underWay(house: TestHouse, ...units: readonly ('SCHOOL' | 'COMMUNITY')[]): Promise<void> {
  for (const code of units) {
    const params = { unitId: house.id(code) };
    const [clerk, head] =
      code === 'SCHOOL'
        ? [await house.as('clerk'), await house.as('head')]
        : [await house.as('communityClerk'), await house.as('communityHead')];
    await clerk.call(openAssessment, { params, body: { heldOn: '2026-03-19' } });
    const { obligations } = await head.call(listObligations, { params: { organisationId: house.id(code) } });
    const obligationId = obligations[0]?.id ?? '';
    await head.call(submitDeliverable, { params: { obligationId }, body: { text: '已交', file: null } });
    const { judgedHash } = await head.call(readGate, { params });
    await head.call(applyForTransition, { params, body: { judgedHash } });
  }
}

test('given its campaign is closed, a team acts and reads no longer, and who had no other authority is logged out', async (t) => {
  const { house, first } = await opened(t);
  // Nothing but what the team gives.
  await asOwner(
    house,
    `update access_grant set to_at = from_at where cause_kind = 'appointment'
       and person_id = (select person_id from account where login = 'team')`,
  );
  const team = await house.as('team');
  const school = { params: { organisationId: house.id('SCHOOL') } };
  assert.equal((await team.call(readOrganisation, school)).organisation.id, house.id('SCHOOL'));
  await close(house, first);
  assert.equal(await refusalOf(team.call(readOrganisation, school)), 'not-logged-in');
  const open = await asOwner<{ open: number; ended: Date }>(
    house,
    `select count(*) filter (where g.to_at is null)::int as open, max(g.to_at) as ended
     from access_grant g join supervision_team t on t.id = g.cause_id`,
  );
  assert.deepEqual(open, [{ open: 0, ended: house.clock.now() }]);
  const { teams } = await (
    await house.as('office')
  ).call(listTeams, { params: { organisationId: house.id('TOWN') } }, { campaign: first });
  assert.ok(
    teams.some(({ members, units }) => members.length > 0 && units.length > 0),
    'who answered for which units stays written',
  );
});

test('given somebody is in teams of two campaigns, the closing of one leaves what the other gave', async (t) => {
  const { house, first } = await opened(t);
  const second = await furtherCampaign(house, 'COUNTY', '2026-02-20', ['TOWN']);
  await teamIn(house, second, ['SCHOOL']);
  const team = await house.as('team');
  await close(house, first);
  const { grants } = await team.call(readMe, {});
  const ofTeams = grants.filter(({ role }) => role === 'supervisor');
  assert.deepEqual([...new Set(ofTeams.map(({ organisationId }) => organisationId))], [house.id('SCHOOL')]);
});

test('given something is under way, a unit is neither closed nor merged; once the campaign is closed it is', async (t) => {
  const { house, first } = await opened(t);
  await underWay(house, 'SCHOOL', 'COMMUNITY');
  const office = await house.as('office');
  await asOwner(house, `update membership set to_on = '2026-03-19', end_reason = 'left' where to_on is null`);
  await asOwner(
    house,
    `update branch_serves_unit set to_on = '2026-03-19' where to_on is null and unit_id in ('${house.id('SCHOOL')}', '${house.id('COMMUNITY')}')`,
  );
  const closing = () =>
    office.call(closeOrganisation, {
      params: { organisationId: house.id('SCHOOL') },
      body: { on: '2026-03-20', reason: '并入' },
    });
  const merging = () =>
    office.call(mergeOrganisation, {
      params: { organisationId: house.id('COMMUNITY') },
      body: { intoId: house.id('CLINIC'), on: '2026-03-20', reason: '并入' },
    });
  assert.equal(await refusalOf(closing()), 'organisation-in-procedure');
  assert.equal(await refusalOf(merging()), 'organisation-in-procedure');
  await close(house, first);
  await closing();
  await merging();
});

test('given something is under way, a unit goes to no other region; once the campaign is closed it does, and its past stays', async (t) => {
  const { house, first } = await opened(t);
  const worker = openDatabase({ ...house.database.connection('worker'), max: 1 });
  t.after(() => worker.close());
  const roots = { place: { name: '相邻市', code: 'CITY-2' }, party: { name: '相邻市委', code: 'PARTY-2' } };
  await makeRegion(
    worker,
    { region: 2, name: '相邻市', ...roots, administrator: 'administrator' },
    'Asia/Shanghai',
    new Date(),
  );
  const move = () =>
    moveRegion(
      worker,
      { code: 'SCHOOL', toRegion: 2, under: 'CITY-2', partyUnder: 'PARTY-2', reason: '行政区划调整' },
      'Asia/Shanghai',
      new Date('2026-03-20T09:00:00+08:00'),
    );
  await underWay(house, 'SCHOOL');
  await assert.rejects(move(), { name: 'OperationRefused' });
  await close(house, first);
  const past = `select region_id, campaign_id, unit_id, ended_at from participation order by region_id, id`;
  const earlier = await asOwner(house, past);
  await move();
  assert.deepEqual(await asOwner(house, past), earlier, 'how it took part is left where it was');
  await house.fold();
  assert.deepEqual(await house.differences(), []);
});
