import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  askExtension,
  decideExtension,
  listNotices,
  listObligations,
  markNoticesRead,
  readUnread,
} from '@muster/contract/obligation';
import { startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

// The lecture of the school’s head, its plan and its summary are due on 20, 22 and 24 March; the stage ends on the 25th; the house stands on 20 March.

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const on = (day: string, time = '08:05') => house.clock.set(new Date(`${day}T${time}:00+08:00`));
const told = async (who: CastName) => (await (await house.as(who)).call(listNotices, {})).notices;
const said = async (who: CastName, unit = '白鹭镇中心小学') =>
  (await told(who)).map(({ kind, onDay, things }) => ({
    day: onDay,
    kind,
    things: things.filter((each) => each.unit?.name === unit).map(({ rung, dueOn }) => `${rung} ${dueOn}`),
  }));
const unread = async (who: CastName) => (await (await house.as(who)).call(readUnread, {})).unread;

test('given something is due in three days, then who acts for the unit is told once, and nobody twice a day', async () => {
  assert.deepEqual(await told('clerk'), []);
  assert.ok((await house.remind()) > 0);
  assert.equal(await house.remind(), 0);
  const first = [{ day: '2026-03-20', kind: 'due-soon', things: ['before-3 2026-03-22'] }];
  assert.deepEqual(await said('clerk'), first);
  const things = ['before-1 2026-03-20', 'before-3 2026-03-22'];
  assert.deepEqual(await said('head'), [{ day: '2026-03-20', kind: 'due-soon', things }]);
  assert.deepEqual(await told('secretary'), []);
  assert.deepEqual(await told('member'), []);
  assert.deepEqual(await told('office'), []);
  on('2026-03-20', '19:35');
  assert.equal(await house.remind(), 0);
  assert.equal(await unread('clerk'), 1);
});

test('given the notice is read, then it counts no longer; somebody else’s stays', async () => {
  const clerk = await house.as('clerk');
  await clerk.call(markNoticesRead, { body: { notices: [{ kind: 'due-soon', onDay: '2026-03-20' }] } });
  assert.equal(await unread('clerk'), 0);
  assert.equal(await unread('head'), 1);
  assert.equal((await told('clerk'))[0]?.isRead, true);
});

test('given more time is asked for and given, then whoever owes it is told, and the ladder begins anew', async () => {
  const clerk = await house.as('clerk');
  const { obligations } = await clerk.call(listObligations, { params: { organisationId: house.id('SCHOOL') } });
  const obligationId = obligations.find(({ dueOn }) => dueOn === '2026-03-22')?.id ?? '';
  const wish = { params: { obligationId }, body: { untilOn: '2026-03-25', reason: '方案要改' } };
  const { id: extensionId } = await clerk.call(askExtension, wish);
  const body = { outcome: 'granted', note: null } as const;
  await (await house.as('town')).call(decideExtension, { params: { extensionId }, body });
  await house.remind();
  assert.deepEqual((await said('clerk'))[0], {
    day: '2026-03-20',
    kind: 'answered',
    things: ['granted 2026-03-25'],
  });
  assert.equal(await unread('clerk'), 1);
  on('2026-03-21');
  await house.remind();
  assert.deepEqual((await said('clerk'))[0], { day: '2026-03-21', kind: 'due-soon', things: ['before-3 2026-03-24'] });
  on('2026-03-22');
  await house.remind();
  assert.deepEqual((await said('clerk'))[0], { day: '2026-03-22', kind: 'due-soon', things: ['before-3 2026-03-25'] });
});

test('given it is overdue for a week, then the nearest office is told once, of everything in one notice', async () => {
  on('2026-03-25');
  await house.remind();
  on('2026-03-26');
  await house.remind();
  assert.deepEqual((await said('clerk'))[0], {
    day: '2026-03-26',
    kind: 'overdue',
    things: ['overdue 2026-03-25'],
  });
  assert.deepEqual(await told('town'), []);
  for (const day of ['2026-03-31', '2026-04-01', '2026-04-02']) {
    on(day);
    await house.remind();
  }
  const above = await said('town');
  assert.deepEqual(
    above.map(({ kind, day, things }) => [kind, day, things]),
    [
      ['escalated', '2026-04-01', ['escalated 2026-03-25']],
      ['escalated', '2026-03-31', ['escalated 2026-03-20', 'escalated 2026-03-24']],
    ],
  );
  assert.deepEqual(await told('county'), []);
  assert.deepEqual(
    (await said('clerk')).filter(({ day }) => day > '2026-03-26'),
    [],
  );
});

test('given another town, then its office is told of its own units alone', async () => {
  const { all } = (await told('otherTown'))[0] ?? { all: 0 };
  assert.ok(all > 0);
  assert.deepEqual(
    (await said('otherTown')).flatMap(({ things }) => things),
    [],
  );
});
