import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideTransition, readGate, returnTransition } from '@muster/contract/gate';
import { listNotices, markNoticesRead, readUnread } from '@muster/contract/obligation';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';
import { withClient } from '../platform/database/client.ts';
import { meet } from '../testing/own-campaign.fixture.ts';
import { apply, asOwner, endorse, mend, vote } from './ways-round.fixture.ts';

// What becomes of an application is told at the next run to whoever applied, and to those who act for the unit and its branches.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
  for (const day of ['2026-03-17', '2026-03-18']) await meet(house, 'communityHead', { branch: 'COMMUNITY-1', day });
  await vote(house, 1, 90);
});
after(() => house.close());

const on = (day: string, time = '10:00') => house.clock.set(new Date(`${day}T${time}:00+08:00`));
const told = async (who: CastName) =>
  (await (await house.as(who)).call(listNotices, {})).notices
    .filter(({ kind }) => kind === 'transition')
    .map(({ onDay, isRead, all, steps }) => ({
      onDay,
      isRead,
      all,
      said: steps.map(({ unit, stageCode, outcome, at }) => `${unit.name} ${stageCode} ${outcome} ${at.slice(0, 10)}`),
    }));
const back = async (transitionId: string, reason: string) =>
  (await house.as('team')).call(returnTransition, { params: { transitionId }, body: { reason } });

test('given an application is returned, then the unit is told on the next run, once, and nobody else is', async () => {
  await back(await apply(house, 'communityHead', 'COMMUNITY'), '材料不全');
  assert.deepEqual(await told('communityHead'), []);
  await house.remind();
  assert.equal(await house.remind(), 0, 'nobody is told twice');
  const notice = { onDay: '2026-03-20', isRead: false, all: 1, said: ['明湖社区 study returned 2026-03-20'] };
  for (const who of ['communityHead', 'communityClerk'] as const) assert.deepEqual(await told(who), [notice], who);
  for (const who of ['team', 'office', 'town', 'head', 'clerk', 'secretary', 'jointSecretary'] as const)
    assert.deepEqual(await told(who), [], who);
});

test('given it is read and another one is refused on that day, then the one notice is unread again and says both, the latest first', async () => {
  const clerk = await house.as('communityClerk');
  await clerk.call(markNoticesRead, { body: { notices: [{ kind: 'transition', onDay: '2026-03-20' }] } });
  assert.equal((await told('communityClerk'))[0]?.isRead, true);
  const { unread } = await clerk.call(readUnread, {});
  on('2026-03-20', '16:00');
  const transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
  const body = { outcome: 'refused', note: '笔记没有抽查', mendBy: '2026-03-30' } as const;
  await (await house.as('office')).call(decideTransition, { params: { transitionId }, body });
  await house.remind();
  assert.deepEqual(await told('communityClerk'), [
    {
      onDay: '2026-03-20',
      isRead: false,
      all: 2,
      said: ['明湖社区 study refused 2026-03-20', '明湖社区 study returned 2026-03-20'],
    },
  ]);
  // Of the refusal, and of the order that came with it.
  assert.equal((await clerk.call(readUnread, {})).unread, unread + 2);
});

test('given it is let pass and nothing runs for a morning, then the next run says so; what is longer ago is not said any more', async () => {
  const gate = await (await house.as('communityHead')).call(readGate, { params: { unitId: house.id('COMMUNITY') } });
  await mend(house, gate.unmended[0]?.id ?? '');
  const transitionId = await apply(house, 'communityHead', 'COMMUNITY');
  await endorse(house, 'team', transitionId);
  await (await house.as('office')).call(decideTransition, { params: { transitionId }, body: { outcome: 'passed' } });
  on('2026-03-22');
  await house.remind();
  assert.deepEqual((await told('communityHead'))[0], {
    onDay: '2026-03-22',
    isRead: false,
    all: 1,
    said: ['明湖社区 study passed 2026-03-20'],
  });
  await asOwner(house, `delete from notice_step where outcome = 'passed'`);
  on('2026-03-25');
  await house.remind();
  assert.deepEqual(
    (await told('communityHead')).filter(({ onDay }) => onDay === '2026-03-25'),
    [],
  );
});

test('given a branch that serves the unit, then its secretary is told too', async () => {
  on('2026-03-26');
  const transition = `insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, ended_at, path, linked)
    select p.region_id, gen_random_uuid(), p.campaign_id, p.id, p.unit_id, 'study', '${house.id('SCHOOL-1-01')}', '2026-03-26T01:00:00Z', '2026-03-26T02:00:00Z', p.path, p.linked
    from participation p where p.unit_id = '${house.id('SCHOOL')}' returning id, path, linked`;
  await asOwner(
    house,
    `set session_replication_role = 'replica'; with t as (${transition})
     insert into transition_step (region_id, transition_id, step, actor_id, actor_name, note, judged, judged_hash, recorded_at, path, linked)
     select 0, id, 'returned', gen_random_uuid(), '罗亦舟', '补', '{}', '', '2026-03-26T02:00:00Z', path, linked from t`,
  );
  await house.remind();
  for (const who of ['head', 'clerk', 'secretary', 'secretary2'] as const)
    assert.deepEqual(
      (await told(who)).map(({ all, said }) => [all, said]),
      [[1, ['白鹭镇中心小学 study returned 2026-03-26']]],
      who,
    );
  for (const who of ['communityHead', 'member', 'town'] as const)
    assert.deepEqual(
      (await told(who)).filter(({ onDay }) => onDay === '2026-03-26'),
      [],
      who,
    );
});

test('given the application itself, then it cannot tell, nor read what somebody else was told', async () => {
  await withClient(house.database.connection('app'), async (client) => {
    await client.query("begin; set local muster.scope = '*'");
    await assert.rejects(client.query("select obligation_tell_of_applications('2026-03-20', now())"), {
      code: '42501',
    });
    await client.query('rollback; begin');
    await client.query(`set local muster.self = '${house.id('SCHOOL-1-04')}'`);
    const { rowCount } = await client.query('select from notice_step');
    assert.equal(rowCount, 0);
    await client.query('rollback');
  });
});
