import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { endLeave, noteLeave, readRoll } from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type TestHouse } from '@muster/testkit';

let house: TestHouse;
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

const params = () => ({ branchId: house.id('SCHOOL-1') });
const leave = (code: string, fromOn: string, toOn: string) => ({
  personId: house.id(code),
  fromOn,
  toOn,
  reason: 'sick',
});

test('a leave is on the roll with who noted it; ended early, both days stay', async () => {
  const secretary = await house.as('secretary');
  const { id } = await secretary.call(noteLeave, {
    params: params(),
    body: leave('SCHOOL-1-07', '2026-03-10', '2026-03-30'),
  });
  const found = async () =>
    (await secretary.call(readRoll, { params: params() })).leaves.find((each) => each.id === id);
  const noted = await found();
  assert.deepEqual(
    [noted?.personId, noted?.fromOn, noted?.toOn, noted?.lastOn, noted?.by, noted?.ended],
    [house.id('SCHOOL-1-07'), '2026-03-10', '2026-03-30', '2026-03-30', '程砚', null],
  );
  const end = (lastOn: string) => secretary.call(endLeave, { params: { ...params(), leaveId: id }, body: { lastOn } });
  assert.equal(await refusalOf(end('2026-03-30')), 'leave-end-outside');
  await end('2026-03-18');
  const ended = await found();
  assert.deepEqual([ended?.toOn, ended?.lastOn, ended?.ended?.by], ['2026-03-30', '2026-03-18', '程砚']);
  assert.equal(await refusalOf(end('2026-03-17')), 'leave-ended-already');
});

test('leave has a reason: being absent without one is noted afterwards, at the meeting', async () => {
  const secretary = await house.as('secretary');
  const { allowed } = await secretary.call(readRoll, { params: params() });
  assert.ok(allowed.absences.includes('unexcused'));
  assert.deepEqual(
    allowed.leaves,
    allowed.absences.filter((reason) => reason !== 'unexcused'),
  );
  const body = { ...leave('SCHOOL-1-10', '2026-03-10', '2026-03-12'), reason: 'unexcused' };
  assert.equal(await refusalOf(secretary.call(noteLeave, { params: params(), body })), 'invalid-input');
});

test('of two that are noted at once for the same days one is refused', async () => {
  const secretary = await house.as('secretary');
  const body = leave('SCHOOL-1-08', '2026-03-10', '2026-03-12');
  const outcomes = await Promise.allSettled([
    secretary.call(noteLeave, { params: params(), body }),
    secretary.call(noteLeave, { params: params(), body }),
  ]);
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal(await refusalOf(secretary.call(noteLeave, { params: params(), body })), 'leave-overlaps');
});

test('nobody notes leave for whoever is not on the roll, and the database changes none', async () => {
  const secretary = await house.as('secretary');
  const send = (body: ReturnType<typeof leave>) => refusalOf(secretary.call(noteLeave, { params: params(), body }));
  assert.equal(await send(leave('COMMUNITY-1-01', '2026-03-10', '2026-03-12')), 'not-on-the-roll');
  assert.equal(await send(leave('SCHOOL-1-09', '2026-03-12', '2026-03-10')), 'leave-dates-not-in-order');
  const { rows } = await withClient(house.database.superuser(), (client) =>
    client.query<{ granted: number }>(`
      select count(*)::int as granted from information_schema.column_privileges
      where grantee = 'muster_app' and privilege_type in ('UPDATE', 'DELETE') and table_name in ('leave', 'leave_end')`),
  );
  assert.equal(rows[0]?.granted, 0);
});
