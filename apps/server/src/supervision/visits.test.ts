import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listOutstanding } from '@muster/contract/rollup';
import { recordActivity } from '@muster/contract/study';
import { listChanges, markVisit, recordFinding } from '@muster/contract/supervision';
import { withClient } from '@muster/server/testing';
import { startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const meet = async (who: 'secretary' | 'jointSecretary', branch: string, topic: string) =>
  (await house.as(who)).call(recordActivity, {
    params: { branchId: house.id(branch) },
    body: {
      kind: 'collective-study',
      topic,
      startsAt: '2026-03-19T14:00:00+08:00',
      endsAt: '2026-03-19T16:00:00+08:00',
      absences: [],
      lateReason: '补录',
    },
  });

/** As if the visit had been so long ago. */
const ago = (interval: string) =>
  withClient(house.database.superuser(), (client) =>
    client.query(`update supervision_visit set began_at = began_at - interval '${interval}', last_at = last_at - interval '${interval}',
      before_at = before_at - interval '${interval}'`),
  );

const changes = async (query: object = {}) => (await house.as('team')).call(listChanges, { query: { ...query } });

test('given a first visit, then what others did at the own units in a week is there, and nothing of one’s own or of elsewhere', async () => {
  await meet('secretary', 'SCHOOL-1', '学校的会');
  await (
    await house.as('team')
  ).call(recordFinding, {
    params: { unitId: house.id('SCHOOL') },
    body: { code: null, text: '签到不全', order: null },
  });
  await (await house.as('team')).call(markVisit, {});
  const { isFirst, entries, all, topics } = await changes();
  assert.equal(isFirst, true);
  assert.equal(entries.length, all);
  assert.ok(entries.some(({ summary }) => summary['topic'] === '学校的会'));
  assert.ok(
    entries.every(({ kind }) => !kind.startsWith('supervision.finding')),
    'not what one did oneself',
  );
  for (const { topic, count } of topics) {
    const narrowed = await changes({ topic });
    assert.deepEqual([narrowed.all, narrowed.entries.length], [count, count]);
    assert.ok(narrowed.entries.every(({ kind }) => kind.startsWith(`${topic}.`)));
  }
});

test('given a visit that ended, then only what came after it is there, also when the page is opened twice', async () => {
  const team = await house.as('team');
  await ago('2 hours');
  const { since } = await team.call(markVisit, {});
  assert.ok(Date.parse(since) < Date.now() - 3_600_000);
  const seen = await changes();
  assert.deepEqual([seen.isFirst, seen.since], [false, since]);
  await team.call(markVisit, {});
  assert.equal((await changes()).since, since, 'the visit goes on');
});

test('given pages, then each entry is on one of them', async () => {
  await ago('1 day');
  await ago('2 hours');
  const whole = await changes({ limit: 200 });
  assert.ok(whole.entries.length > 0);
  const found: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await changes({ limit: 1, ...(cursor !== undefined && { after: cursor }) });
    found.push(...page.entries.map(({ id }) => id));
    if (page.next === null) break;
    cursor = page.next;
  }
  assert.deepEqual(
    found,
    whole.entries.map(({ id }) => id),
  );
});

test('what became overdue since then is as much as its list has', async () => {
  const { overdue, overdueFrom } = await changes();
  const team = await house.as('team');
  for (const { unit, count } of overdue) {
    const params = { organisationId: unit.id };
    const list = await team.call(listOutstanding, { params, query: { when: 'overdue', since: overdueFrom } });
    assert.equal(list.all, count, unit.name);
  }
});

test('who answers for no unit has nothing to see, and a visit is nobody else’s', async () => {
  const member = await house.as('member');
  await member.call(markVisit, {});
  const { entries, all, overdue } = await member.call(listChanges, { query: {} });
  assert.deepEqual([entries, all, overdue], [[], 0, []]);
  assert.equal((await member.call(listChanges, { query: {} })).isFirst, true);
});
