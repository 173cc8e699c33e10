import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readPerson } from '@muster/contract/roster';
import { logSelfStudy, readStudyApart, voidSelfStudy } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let own: { personId: string };
before(async () => {
  house = await startTestHouse();
  own = { personId: house.id('SCHOOL-1-04') };
});
after(() => house.close());

const entry = { on: '2026-03-20', minutes: 60, subject: '《读本》第三章', lateReason: null };
type Entry = Omit<typeof entry, 'lateReason'> & { lateReason: string | null };
const log = async (who: 'member' | 'secretary' | 'secretary2', body: Partial<Entry> = {}) =>
  (await house.as(who)).call(logSelfStudy, { params: own, body: { ...entry, ...body } });
const apart = async () => (await house.as('member')).call(readStudyApart, { params: own });
const earned = async () => {
  const { stage } = await (await house.as('member')).call(readPerson, { params: own });
  return [stage?.minutes, stage?.collectiveMinutes];
};
/** The stage asks for so many collective minutes of its four hours; it is pinned without one. */
const askForCollective = (minutes: number) =>
  withClient(house.database.superuser(), (client) =>
    client.query(`insert into stage_condition select (jsonb_populate_record(c, '{"condition_code": "together",
      "measure": "study.collective-minutes", "member_needs": ${minutes}, "position": 90}'::jsonb)).* from stage_condition c
      where c.measure = 'study.minutes' and c.stage_code = 'study'`),
  );

test('a member writes the own log, the secretary for a member who cannot, and nobody else', async () => {
  await log('member');
  await log('secretary', { on: '2026-03-19' });
  assert.equal(await refusalOf(log('secretary2')), 'not-found');
  const { log: entries, mayLog } = await apart();
  assert.deepEqual(
    entries.map(({ on, minutes, isByAnother }) => [on, minutes, isByAnother]),
    [
      ['2026-03-20', 60, false],
      ['2026-03-19', 60, true],
    ],
  );
  assert.equal(mayLog, true);
});

test('a log counts for what is asked beyond the collective time, and for nothing where nothing is asked together', async () => {
  assert.deepEqual(await earned(), [0, 0]);
  await askForCollective(150);
  assert.deepEqual(await earned(), [90, 0]);
});

test('a day has its measure; before the stage, in the future and late without a reason are refused', async () => {
  assert.equal(await refusalOf(log('member', { minutes: 181 })), 'study-too-long');
  assert.equal(await refusalOf(log('member', { on: '2026-02-09', lateReason: '忘了' })), 'study-before-stage');
  assert.equal(await refusalOf(log('member', { on: '2026-03-21' })), 'day-in-future');
  assert.equal(await refusalOf(log('member', { on: '2026-03-10' })), 'late-reason-missing');
  await log('member', { on: '2026-03-10', lateReason: '当时没有网络' });
  assert.equal((await apart()).log.at(-1)?.isLate, true);
});

test('an entry that is struck out stays in the log and counts no longer', async () => {
  const { id } = await log('member', { on: '2026-03-18', minutes: 30 });
  const member = await house.as('member');
  const strike = () => member.call(voidSelfStudy, { params: { ...own, entryId: id }, body: { reason: '记重了' } });
  await strike();
  assert.equal(await refusalOf(strike()), 'self-study-voided-already');
  assert.deepEqual((await apart()).log.find((each) => each.id === id)?.voided?.reason, '记重了');
});

test('while the stage is judged nobody writes into a log, not even the member, who does not see that', async () => {
  const refused = await withClient(house.database.superuser(), async (client) => {
    await client.query('begin');
    try {
      await client.query(`set local session_replication_role = replica`);
      await client.query(`insert into transition (region_id, id, campaign_id, participation_id, unit_id, stage_code, applied_by, recorded_at, path, linked)
        select region_id, gen_random_uuid(), campaign_id, id, unit_id, 'study', gen_random_uuid(), now(), path, linked
        from participation where unit_id = '${house.id('SCHOOL')}'`);
      await client.query(`set local session_replication_role = origin`);
      await client.query(`insert into self_study select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'recorded_at', now()))).*
        from self_study s where person_id = '${own.personId}' limit 1`);
      return null;
    } catch (error) {
      return (error as { constraint?: string }).constraint ?? String(error);
    } finally {
      await client.query('rollback');
    }
  });
  assert.equal(refused, 'self_study__evidence_open');
});
