import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  callOffPlan,
  listSignIns,
  planActivity,
  readActivity,
  listOwnPlans,
  readOwnSignIn,
  readSignInCode,
  recordSheet,
  signIn,
} from '@muster/contract/study';
import { withClient } from '@muster/server/testing';
import { refusalOf, startTestHouse, type CastName, type TestHouse } from '@muster/testkit';

let house: TestHouse;
let planId = '';
before(async () => {
  house = await startTestHouse();
});
after(() => house.close());

let day = 20;
beforeEach(async () => {
  day += 1;
  at('09:00:00');
  const body = {
    kind: 'collective-study',
    topic: '学习党章',
    startsAt: `2026-03-${day}T14:00:00+08:00`,
    endsAt: `2026-03-${day}T16:00:00+08:00`,
    withBranches: [house.id('SCHOOL-2')],
  };
  const clerk = await house.as('clerk');
  const params = { branchId: house.id('SCHOOL-1') };
  planId = (await clerk.call(planActivity, { params, body }, { key: crypto.randomUUID() })).id;
});

const at = (time: string): void => house.clock.set(new Date(`2026-03-${day}T${time}+08:00`));
const screen = async (who: CastName = 'secretary') =>
  (await house.as(who)).call(readSignInCode, { params: { planId } });
const send = async (who: CastName, code: string) =>
  (await house.as(who)).call(signIn, { params: { planId }, body: { code } });
const shown = async (): Promise<string> => (await screen()).code ?? assert.fail('no code is shown');

test('whoever reads the code in the room signs in, with a gap or without; a second time nothing changes', async () => {
  at('13:50:00');
  const code = await shown();
  assert.match(code, /^\d{8}$/);
  const first = await send('member', `${code.slice(0, 4)} ${code.slice(4)}`);
  at('13:55:00');
  assert.deepEqual(await send('member', '00000000'), first);
  assert.deepEqual(
    (await screen()).branches.map(({ expected, signedIn }) => [expected, signedIn]),
    [[15, 1]],
  );
  const own = await (await house.as('member')).call(readOwnSignIn, { params: { planId } });
  assert.deepEqual([own.signedAt, own.state], [first.signedAt, 'open']);
  const signedIn = async (who: CastName) => {
    const { plans } = await (await house.as(who)).call(listOwnPlans, {});
    return plans.find(({ id }) => id === planId)?.signedAt;
  };
  assert.deepEqual([await signedIn('member'), await signedIn('secretary')], [first.signedAt, null]);
});

test('a code that was passed on is worth nothing thirty seconds later, nor is that of another meeting', async () => {
  at('13:50:00');
  const code = await shown();
  at('13:50:29');
  assert.notEqual(await shown(), code);
  await send('secretary2', code);
  at('13:50:30');
  assert.equal(await refusalOf(send('member', code)), 'sign-in-code-wrong');
});

test('an early scan is told from when; it is tried again with the code of then', async () => {
  at('13:29:59');
  assert.equal((await screen()).code, null);
  assert.equal(await refusalOf(send('member', '12345678')), 'sign-in-not-yet');
  const own = await (await house.as('member')).call(readOwnSignIn, { params: { planId } });
  assert.deepEqual([own.state, own.opensAt], ['not-yet', new Date(`2026-03-${day}T13:30:00+08:00`).toISOString()]);
  at('13:30:00');
  await send('member', await shown());
});

test('half an hour after the planned end it is closed and says so; whoever came is called, and counts the same', async () => {
  at('16:29:59');
  await send('member', await shown());
  at('16:30:00');
  const closed = await screen();
  assert.deepEqual([closed.code, closed.isClosed], [null, true]);
  assert.equal(await refusalOf(send('head', '12345678')), 'sign-in-closed');
  const own = await (await house.as('head')).call(readOwnSignIn, { params: { planId } });
  assert.deepEqual([own.state, own.closesAt], ['closed', new Date(`2026-03-${day}T16:30:00+08:00`).toISOString()]);
  assert.ok((await send('member', '00000000')).signedAt < own.closesAt, 'who has signed in is told so again');
  const params = { planId, branchId: house.id('SCHOOL-1') };
  const secretary = await house.as('secretary');
  const { id } = await secretary.call(
    recordSheet,
    { params, body: { absences: [], heads: 15 } },
    { key: crypto.randomUUID() },
  );
  const { activity } = await secretary.call(readActivity, { params: { activityId: id } });
  assert.deepEqual([activity.present, activity.onRoll], [15, 15]);
});

test('one signs in oneself alone, where one is expected; each recorder sees the own branch', async () => {
  at('13:50:00');
  const code = await shown();
  assert.equal(await refusalOf(send('communityHead', code)), 'not-expected-there');
  assert.equal(await refusalOf(send('office', code)), 'not-expected-there');
  await send('secretary2', code);
  const list = async (who: CastName, branch: string) =>
    (await house.as(who)).call(listSignIns, { params: { planId, branchId: house.id(branch) } });
  assert.deepEqual(
    (await list('secretary2', 'SCHOOL-2')).signIns.map(({ personId }) => personId),
    [house.id('SCHOOL-2-01')],
  );
  assert.equal(await refusalOf(list('secretary', 'SCHOOL-2')), 'not-permitted');
  assert.equal(await refusalOf(screen('member')), 'not-permitted');
  assert.deepEqual(
    (await screen('clerk')).branches.map(({ name, signedIn }) => [name, signedIn]),
    [
      ['中心小学第一党支部', 0],
      ['中心小学第二党支部', 1],
    ],
  );
});

test('closing makes the sheet: the recorder says who was there, and both the sign-ins and the heads counted stand beside it', async () => {
  at('13:58:00');
  for (const who of ['member', 'head', 'clerk'] as const) await send(who, await shown());
  at('16:05:00');
  const secretary = await house.as('secretary');
  const unseen = { personId: house.id('SCHOOL-1-02'), reason: 'unexcused' };
  const params = { planId, branchId: house.id('SCHOOL-1') };
  const body = { absences: [unseen], heads: 13 };
  const { id } = await secretary.call(recordSheet, { params, body }, { key: crypto.randomUUID() });
  const { sheet, heads, activity } = await secretary.call(readActivity, { params: { activityId: id } });
  assert.deepEqual([activity.present, activity.onRoll, heads], [14, 15, 13]);
  const line = (code: string) => sheet.find(({ personId }) => personId === house.id(code));
  // Signed in, and not seen by the recorder: a code that was passed on. The sheet counts, the sign-in stays visible.
  assert.deepEqual([line('SCHOOL-1-02')?.presence, line('SCHOOL-1-02')?.signedAt === null], ['absent', false]);
  assert.deepEqual([line('SCHOOL-1-04')?.presence, line('SCHOOL-1-04')?.signedAt === null], ['present', false]);
  assert.deepEqual([line('SCHOOL-1-09')?.presence, line('SCHOOL-1-09')?.signedAt], ['present', null]);
  assert.deepEqual(await house.differences(), []);
  assert.equal(await refusalOf(send('secretary', '00000000')), 'sign-in-over');
});

test('many who sign in at once are each there once, by one statement that reads and one that writes', async () => {
  at('13:58:00');
  const code = await shown();
  const all = Array.from({ length: 20 }, () => send('member', code));
  const times = new Set((await Promise.all(all)).map(({ signedAt }) => signedAt));
  assert.equal(times.size, 1);
  await withClient(house.database.superuser(), async (client) => {
    const { rows } = await client.query<{ count: string }>('select count(*) from sign_in where planned_id = $1', [
      planId,
    ]);
    assert.equal(rows[0]?.count, '1');
  });
  const guest = await house.as('secretary2');
  await guest.call(readOwnSignIn, { params: { planId } });
  const started = house.queries();
  await guest.call(signIn, { params: { planId }, body: { code } });
  // The session; a transaction, begun and ended: the scope, one that reads, one that writes.
  assert.equal(house.queries() - started, 6);
});

/** Another activity of the same branch, that overlaps with the one at hand. */
async function besides(): Promise<string> {
  const body = {
    kind: 'lecture',
    topic: '专题报告',
    startsAt: `2026-03-${day}T15:00:00+08:00`,
    endsAt: `2026-03-${day}T17:00:00+08:00`,
    another: true,
  };
  const params = { branchId: house.id('SCHOOL-1') };
  return (await (await house.as('secretary')).call(planActivity, { params, body }, { key: crypto.randomUUID() })).id;
}
const codeOf = async (id: string): Promise<string> =>
  (await (await house.as('secretary')).call(readSignInCode, { params: { planId: id } })).code ?? assert.fail('no code');
const sendTo = async (id: string, who: CastName) =>
  (await house.as(who)).call(signIn, { params: { planId: id }, body: { code: await codeOf(id) } });

test('given somebody is signed in, then they are not at what goes on at the same time; where they are they may send again', async () => {
  const other = await besides();
  at('15:00:00');
  const first = await sendTo(planId, 'member');
  assert.equal(await refusalOf(sendTo(other, 'member')), 'signed-in-elsewhere');
  assert.deepEqual(await sendTo(planId, 'member'), first);
  await sendTo(other, 'secretary');
});

test('given it is called off, or its sheet says that they were absent, then they sign in at the other', async () => {
  const [off, other] = [await besides(), await besides()];
  at('15:00:00');
  await sendTo(off, 'member');
  assert.equal(await refusalOf(sendTo(other, 'member')), 'signed-in-elsewhere');
  const secretary = await house.as('secretary');
  await secretary.call(callOffPlan, { params: { planId: off }, body: { reason: '改期' } });
  await sendTo(planId, 'member');
  assert.equal(await refusalOf(sendTo(other, 'member')), 'signed-in-elsewhere');
  at('16:05:00');
  const body = { absences: [{ personId: house.id('SCHOOL-1-04'), reason: 'sick' }] };
  const params = { planId, branchId: house.id('SCHOOL-1') };
  await secretary.call(recordSheet, { params, body }, { key: crypto.randomUUID() });
  await sendTo(other, 'member');
});

test('given they send to both at once, then one of them is taken', async () => {
  const other = await besides();
  at('15:00:00');
  const sent = await Promise.allSettled([sendTo(planId, 'member'), sendTo(other, 'member')]);
  assert.deepEqual(sent.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
});
